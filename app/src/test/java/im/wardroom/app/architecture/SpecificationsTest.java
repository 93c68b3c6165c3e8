// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.features.registration.Registration;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.server.KernelSpecifications;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Specification;
import im.wardroom.testkit.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The lists of specifications are made from the code, and every reference in the code is in the list.
/// `-Dwardroom.write-lists=true` writes them anew.
class SpecificationsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern REFERENCE = Pattern.compile("(RFC \\d{3,5}|XEP-\\d{4})");
    private static final String BEGIN = "<!-- made from the code: begin -->\n";
    private static final String END = "<!-- made from the code: end -->\n";

    private static List<Specification> implemented() {
        Stream<Specification> features =
                features().stream().map(Feature::specifications).flatMap(List::stream);
        return Stream.concat(KernelSpecifications.all().stream(), features)
                .collect(Collectors.toMap(Specification::number, s -> s, (first, second) -> first))
                .values()
                .stream()
                .sorted(Comparator.comparing(Specification::number))
                .toList();
    }

    /// All of them, as a server would have them.
    private static List<Feature> features() {
        List<Feature> all = new ArrayList<>();
        TestServer.start(
                        parts -> {
                            all.addAll(Features.all(
                                    Features.Settings.DEFAULT,
                                    RegistrationRules.DEFAULT,
                                    new Registration.Parts(parts.administration(), parts.store(), new SecureRandom()),
                                    parts.clock()));
                            return all;
                        },
                        settings -> settings)
                .close();
        return all;
    }

    private static void assertMade(Path file, String content) throws IOException {
        if (Boolean.getBoolean("wardroom.write-lists")) {
            Files.writeString(file, content);
        }
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @Test
    void tableOfSpecificationsIsMadeFromTheCode() throws IOException {
        Path file = ROOT.resolve("docs/specifications.md");
        String text = Files.readString(file);
        String table = implemented().stream()
                .map(s -> "| %s | %s | %s | %s |\n"
                        .formatted(
                                s.number(),
                                s.version(),
                                s.status() == Specification.Status.COMPLETE ? "complete" : "partial",
                                s.note()))
                .collect(Collectors.joining(
                        "", "| document | version | status | note |\n| --- | --- | --- | --- |\n", ""));
        String before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        assertMade(file, before + table + text.substring(text.indexOf(END)));
    }

    @Test
    void doapIsMadeFromTheCode() throws IOException {
        String supported = implemented().stream()
                .filter(s -> s.number().startsWith("XEP"))
                .map(SpecificationsTest::supported)
                .collect(Collectors.joining());
        assertMade(ROOT.resolve("doap.xml"), """
                <?xml version='1.0' encoding='UTF-8'?>
                <rdf:RDF xmlns='http://usefulinc.com/ns/doap#'
                         xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'
                         xmlns:xmpp='https://linkmauve.fr/ns/xmpp-doap#'>
                  <Project>
                    <name>Wardroom</name>
                    <shortdesc xml:lang='en'>Secure instant messaging that an organisation runs itself</shortdesc>
                    <programming-language>Java</programming-language>
                    <os>Linux</os>
                    <license rdf:resource='https://www.apache.org/licenses/LICENSE-2.0'/>
                    <category rdf:resource='https://linkmauve.fr/ns/xmpp-doap#category-server'/>
                    <implements rdf:resource='https://www.rfc-editor.org/info/rfc6120'/>
                    <implements rdf:resource='https://www.rfc-editor.org/info/rfc6121'/>
                    <implements rdf:resource='https://www.rfc-editor.org/info/rfc7395'/>
                    <implements rdf:resource='https://www.rfc-editor.org/info/rfc7590'/>
                    <implements rdf:resource='https://www.rfc-editor.org/info/rfc7622'/>
                """ + supported + """
                  </Project>
                </rdf:RDF>
                """);
    }

    private static String supported(Specification s) {
        String note = s.note().isEmpty() ? "" : "        <xmpp:note>" + s.note() + "</xmpp:note>\n";
        return """
                    <implements>
                      <xmpp:SupportedXep>
                        <xmpp:xep rdf:resource='https://xmpp.org/extensions/%s.html'/>
                        <xmpp:status>%s</xmpp:status>
                        <xmpp:version>%s</xmpp:version>
                %s      </xmpp:SupportedXep>
                    </implements>
                """.formatted(
                        s.number().toLowerCase(Locale.ROOT),
                        s.status() == Specification.Status.COMPLETE ? "complete" : "partial",
                        s.version(),
                        note);
    }

    @Test
    void everyReferenceInTheCodeIsListed() throws IOException {
        Set<String> listed = references(Files.readString(ROOT.resolve("docs/specifications.md")));
        Set<String> used = new TreeSet<>();
        for (String module :
                List.of("xmpp", "wire", "guard", "server", "features", "store", "web", "app", "testkit", "bench")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> used.addAll(references(read(file))));
            }
        }
        assertThat(used).hasSizeGreaterThan(20);
        assertThat(listed).containsAll(used);
    }

    private static Set<String> references(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        Set<String> found = new TreeSet<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
