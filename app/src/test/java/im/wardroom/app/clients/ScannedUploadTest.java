// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.wardroom.app.clients.Uploading.Result;
import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import im.wardroom.guard.scanner.RealClamd;
import im.wardroom.guard.scanner.TestFile;
import im.wardroom.testkit.TestDevice;
import im.wardroom.xmpp.xml.Element;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files that people upload to the started program over HTTPS are shown to a real clamd before anybody can have them.
@Tag("slow")
@Timeout(120)
class ScannedUploadTest {

    private static final String DESK = "security." + Person.DOMAIN;

    @TempDir
    Path folder;

    private final List<Element> heard = new ArrayList<>();
    private int texts;

    @Test
    void malwareIsRefusedAndWithoutTheScannerThePolicyDecides() throws Exception {
        try (RealClamd clamd = RealClamd.start(Files.createDirectory(folder.resolve("clamd")))) {
            policy(clamd, "refuse");
            try (StartedProgram program = StartedProgram.start(folder);
                    TestDevice officer = officer(program);
                    Uploading romeo = Uploading.by(program, program.person("romeo"))) {
                malwareIsRefused(romeo);
                cleanFileIsThere(romeo);
                clamd.kill();
                everythingIsRefused(romeo, officer);
                policy(clamd, "pass");
                assertThat(program.ask(new Request.GuardReload())).isInstanceOf(Reply.Done.class);
                everythingPassesAndIsNoted(romeo, program);
                clamd.startAgain();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> infected(romeo).status() == 403);
                listen(officer);
                assertThat(heard)
                        .as("one alarm, however often it was tried")
                        .singleElement()
                        .asString()
                        .contains("Alarm: ", "scanner: clamd");
            }
        }
    }

    private void policy(RealClamd clamd, String unavailable) throws IOException {
        Files.writeString(folder.resolve("policy.toml"), """
                [scanners]
                unavailable = "%s"
                pause = "1s"
                [[scanners.scanner]]
                socket = "%s"
                """.formatted(unavailable, clamd.socket()));
    }

    private static TestDevice officer(StartedProgram program) {
        Person officer = program.administrator("officer");
        TestDevice device =
                TestDevice.signIn(program.startTlsAddress(), Person.DOMAIN, officer.name(), officer.password(), "desk");
        device.send("<presence/>");
        device.roundTrip();
        return device;
    }

    private static byte[] eicar() throws IOException {
        return TestFile.infected().read(0, 100);
    }

    private static byte[] zipped(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    /// A text that no scanner has seen.
    private Result text(Uploading romeo) throws Exception {
        return romeo.upload("letter.txt", "text/plain", bytes("letter " + ++texts));
    }

    private static Result infected(Uploading romeo) throws Exception {
        return romeo.upload("letter.txt", "text/plain", eicar());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void malwareIsRefused(Uploading romeo) throws Exception {
        byte[] archive = zipped("letter.txt", eicar());
        for (Result result : List.of(
                infected(romeo),
                romeo.upload("letters.zip", "application/zip", archive),
                romeo.upload("all.zip", "application/zip", zipped("letters.zip", archive)))) {
            isRefused(result);
            assertThat(result.text()).contains("malicious, as a scanner found");
        }
        isRefused(romeo.upload("holiday.png", "image/png", eicar()));
        assertThat(kept()).isEmpty();
    }

    private static void isRefused(Result result) {
        assertThat(result.status()).isEqualTo(403);
        assertThat(result.text()).matches("The file .+\\. .*\\(Reference [2-9A-Z]{10}\\)\\s*");
        assertThat(result.found()).isEqualTo(404);
    }

    private void cleanFileIsThere(Uploading romeo) throws Exception {
        byte[] letters = zipped("letter.txt", bytes("O, wilt thou leave me so?"));
        Result clean = romeo.upload("letters.zip", "application/zip", letters);
        assertThat(clean.status()).as(clean.text()).isEqualTo(201);
        assertThat(clean.found()).isEqualTo(200);
        assertThat(clean.content()).isEqualTo(letters);
        assertThat(kept()).hasSize(1);
    }

    private void everythingIsRefused(Uploading romeo, TestDevice officer) throws Exception {
        for (int i = 0; i < 5; i++) {
            Result result = text(romeo);
            isRefused(result);
            assertThat(result.text()).contains("could not be checked for malware");
        }
        assertThat(kept()).hasSize(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> listen(officer));
    }

    private void everythingPassesAndIsNoted(Uploading romeo, StartedProgram program) throws Exception {
        Result result = text(romeo);
        assertThat(result.status()).as(result.text()).isEqualTo(201);
        assertThat(result.content()).isEqualTo(bytes("letter " + texts));
        assertThat(program.ask(new Request.GuardFindings("1")))
                .isInstanceOfSatisfying(
                        Reply.Done.class,
                        found -> assertThat(found.lines())
                                .singleElement()
                                .asString()
                                .contains("file-not-scanned", "observed"));
    }

    /// What is in the folders of files, and of files that are looked at.
    private List<Path> kept() throws IOException {
        try (Stream<Path> uploads = Files.walk(folder.resolve("data/uploads"));
                Stream<Path> inspected = Files.walk(folder.resolve("data/inspected"))) {
            return Stream.concat(uploads, inspected)
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    /// To the security desk; true if it has said something so far.
    private boolean listen(TestDevice officer) {
        officer.roundTrip().stream()
                .filter(element -> element.name().equals("message")
                        && element.attribute("from", "").startsWith(DESK))
                .forEach(heard::add);
        return !heard.isEmpty();
    }
}
