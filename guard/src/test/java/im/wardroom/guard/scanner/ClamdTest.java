// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.guard.file.Content;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What passes between a scanner of ClamAV and us, and what does not have to be believed.
@Timeout(20)
class ClamdTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static Report scan(Listener.Play play, Content content, Duration patience) throws IOException {
        try (Listener listener = new Listener(play)) {
            return new Clamd("clamd", listener.endpoint()).scan(content, patience);
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static Listener.Play answering(String text) {
        return (in, out) -> {
            take(in);
            say(out, text);
        };
    }

    /// The whole file, as its pieces say.
    private static byte[] take(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        assertThat(new String(data.readNBytes(10), StandardCharsets.US_ASCII)).isEqualTo("zINSTREAM\0");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int length = data.readInt(); length > 0; length = data.readInt()) {
            all.write(data.readNBytes(length));
        }
        return all.toByteArray();
    }

    @Test
    void fileArrivesWholeInPieces() throws Exception {
        byte[] file = new byte[200_000];
        new Random(1).nextBytes(file);
        byte[][] seen = new byte[1][];
        Report report = scan(
                (in, out) -> {
                    seen[0] = take(in);
                    say(out, "stream: OK\0");
                },
                Content.of(file),
                PATIENCE);
        assertThat(report).isEqualTo(Report.CLEAN);
        assertThat(seen[0]).isEqualTo(file);
    }

    @Test
    void signatureOfAnInfectionIsToldAsItIsCalled() throws Exception {
        assertThat(scan(answering("stream: Win.Test.EICAR_HDB-1 FOUND\0"), TestFile.infected(), PATIENCE))
                .isEqualTo(new Report.Infected("Win.Test.EICAR_HDB-1"));
    }

    @Test
    void scannerThatDoesNotTakeMoreIsNotBrokenButTheFileIsTooLarge() throws Exception {
        Report report = scan(
                (in, out) -> {
                    in.readNBytes(70_000);
                    say(out, "INSTREAM size limit exceeded. ERROR\0");
                    in.transferTo(OutputStream.nullOutputStream());
                },
                Content.of(new byte[3 << 20]),
                PATIENCE);
        assertThat(report).isEqualTo(new Report.TooLarge());
    }

    @Test
    void versionWithTheDateOfTheSignaturesIsAsked() throws Exception {
        try (Listener listener = new Listener((in, out) -> {
            assertThat(new String(in.readNBytes(9), StandardCharsets.US_ASCII)).isEqualTo("zVERSION\0");
            say(out, "ClamAV 1.4.6/27800/Thu Nov 26 10:01:02 2026\0");
        })) {
            assertThat(new Clamd("clamd", listener.endpoint()).signatures(PATIENCE))
                    .contains("Nov 26");
        }
    }

    @Test
    void garbageIsNoAnswer() {
        assertThatThrownBy(() -> scan(answering("220 smtp ready\r\n\0"), TestFile.harmless(), PATIENCE))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> scan(answering(""), TestFile.harmless(), PATIENCE))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> scan((in, out) -> {}, TestFile.harmless(), PATIENCE))
                .isInstanceOf(IOException.class);
    }

    @Test
    void answerWithoutAnEndIsNotReadForEver() {
        assertThatThrownBy(() -> scan(
                        (in, out) -> {
                            while (true) {
                                say(out, "stream: ");
                            }
                        },
                        TestFile.harmless(),
                        PATIENCE))
                .hasMessage("an answer without an end");
    }

    @Test
    void silenceEndsInTime() {
        assertThatThrownBy(() ->
                        scan((in, out) -> in.transferTo(OutputStream.nullOutputStream()), TestFile.harmless(), SHORT))
                .hasMessage("no answer in time");
        // Nothing is read either, so that the file does not get through.
        assertThatThrownBy(() -> scan((in, out) -> Thread.sleep(10_000), Content.of(new byte[64 << 20]), SHORT))
                .hasMessage("no answer in time");
    }

    @Test
    void nobodyThereIsSaidAtOnce() {
        Endpoint gone;
        try (Listener listener = new Listener((in, out) -> {})) {
            gone = listener.endpoint();
        }
        assertThatThrownBy(() -> new Clamd("clamd", gone).scan(TestFile.harmless(), PATIENCE))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new Clamd("clamd", new Endpoint.Tcp("scanner.invalid", 3310)).signatures(PATIENCE))
                .isInstanceOf(IOException.class);
    }
}
