// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What Debian's testssl finds on both ports. It is asked for protocols (`-p`), forward secrecy (`-f`), categories of
/// ciphers (`-s`), the server's preferences (`-P`), certificate and defaults (`-S`) and vulnerabilities (`-U`); not for
/// HTTP headers, and not for a simulation of browsers, which take long and say nothing about XMPP.
@Tag("slow")
@Timeout(500)
@Execution(ExecutionMode.CONCURRENT)
class TlsGradeTest {

    /// It starts some ten thousand processes, which takes a minute here and many there.
    private static final Duration PATIENCE = Duration.ofSeconds(480);

    /// What comes from an authority that is one's own: it is asked by nobody whether it has revoked a certificate.
    private static final Set<String> OF_A_PRIVATE_AUTHORITY = Set.of("cert_revocation");

    /// What testssl says of the openssl that it uses, not of the server.
    private static final Set<String> OF_THE_EXAMINER = Set.of("engine_problem");

    /// Compression of what holds no secret: the files of the web client.
    private static final Set<String> OF_PUBLIC_FILES = Set.of("BREACH");

    private static final Set<String> HARMLESS = Set.of("OK", "INFO", "LOW", "DEBUG");
    private static final Pattern FINDING = Pattern.compile(
            "\"id\"\\s*:\\s*\"([^\"]*)\".*?\"severity\"\\s*:\\s*\"([^\"]*)\".*?\"finding\"\\s*:\\s*\"([^\"]*)\"",
            Pattern.DOTALL);

    /// Protocols, forward secrecy, ciphers, the certificate and what is told of oneself.
    private static final List<String> AGREEMENT = List.of("-p", "-f", "-s", "-S");

    /// These, the order of ciphers, and known attacks.
    private static final List<String> EVERYTHING = List.of("-p", "-f", "-s", "-S", "-P", "-U");

    private record Finding(String severity, String text) {}

    @TempDir
    static Path folder;

    private static @Nullable StartedProgram program;

    @BeforeAll
    static void start() throws Exception {
        Installed.require("testssl.sh", "testssl", "--version");
        program = StartedProgram.start(StartedProgram.withoutLimits(folder));
    }

    @AfterAll
    static void stop() {
        if (program != null) {
            program.close();
        }
    }

    /// The engines are those of the other ports, and each connection takes testssl several times as long here: it tries
    /// what they agree on, and not again every known attack on them.
    @Test
    void startTlsPortHasABanksGrade() throws Exception {
        assertGood(examine(program.startTlsPort(), AGREEMENT, "--starttls", "xmpp", "--xmpphost", Person.DOMAIN));
    }

    @Test
    void directTlsPortHasABanksGrade() throws Exception {
        Map<String, Finding> found = examine(program.directTlsPort(), EVERYTHING);
        assertGood(found);
        assertBetter(found);
    }

    @Test
    void httpsPortHasABanksGrade() throws Exception {
        Map<String, Finding> found = examine(program.httpsPort(), EVERYTHING);
        found.keySet().removeAll(OF_PUBLIC_FILES);
        assertGood(found);
        assertBetter(found);
    }

    private static Map<String, Finding> examine(int port, List<String> what, String... how)
            throws IOException, InterruptedException {
        Path report = folder.resolve("testssl-" + port + ".json");
        List<String> command = new ArrayList<>(List.of("testssl", "--quiet", "--color", "0", "--warnings", "batch"));
        command.addAll(List.of("--add-ca", program.authority().toString(), "--jsonfile", report.toString()));
        command.addAll(List.of("--ip", "127.0.0.1", "--nodns", "none"));
        command.addAll(what);
        command.addAll(List.of(how));
        command.add(Person.DOMAIN + ':' + port);
        try (ChildProcess testssl = ChildProcess.start(new ProcessBuilder(command))) {
            testssl.input("");
            testssl.exit(PATIENCE);
            assertThat(report).as(String.join("\n", testssl.lines())).isNotEmptyFile();
        }
        return findings(Files.readString(report));
    }

    private static Map<String, Finding> findings(String json) {
        Map<String, Finding> found = new LinkedHashMap<>();
        FINDING.matcher(json)
                .results()
                .forEach(match -> found.put(match.group(1), new Finding(match.group(2), match.group(3))));
        return found;
    }

    /// openssl ends with its input, often before the ticket of TLS 1.3 or the server's greeting has come; then
    /// testssl says that it could not find out whether sessions are resumed, which has no grade anyway.
    private static boolean leftTooEarly(String id, Finding finding) {
        return id.startsWith("sessionresumption_") && finding.severity().equals("WARN");
    }

    private static void assertGood(Map<String, Finding> found) {
        Map<String, Finding> bad = new LinkedHashMap<>(found);
        bad.values().removeIf(finding -> HARMLESS.contains(finding.severity()));
        bad.keySet().removeAll(OF_A_PRIVATE_AUTHORITY);
        bad.keySet().removeAll(OF_THE_EXAMINER);
        bad.entrySet().removeIf(entry -> leftTooEarly(entry.getKey(), entry.getValue()));
        assertThat(bad).isEmpty();
        for (String old : List.of("SSLv2", "SSLv3", "TLS1", "TLS1_1")) {
            assertThat(found.get(old).text()).as(old).startsWith("not offered");
        }
        assertOk(found, "TLS1_2", "TLS1_3", "PFS", "cipherlist_STRONG", "cipherlist_NULL", "cipherlist_aNULL");
        assertOk(found, "cert_chain_of_trust", "cert_keySize");
        assertThat(found.get("cipherlist_AVERAGE").text()).as("CBC ciphers").startsWith("not offered");
    }

    /// What only the whole examination tells.
    private static void assertBetter(Map<String, Finding> found) {
        assertOk(found, "secure_renego", "secure_client_renego", "heartbleed", "CCS", "CRIME_TLS");
        assertOk(found, "SWEET32", "LOGJAM", "BEAST", "LUCKY13", "RC4");
        assertThat(found.get("protocol_negotiated").text()).contains("TLS1.3");
    }

    private static void assertOk(Map<String, Finding> found, String... ids) {
        for (String id : ids) {
            assertThat(found).containsKey(id);
            assertThat(found.get(id).severity())
                    .as(id + ": " + found.get(id).text())
                    .isEqualTo("OK");
        }
    }
}
