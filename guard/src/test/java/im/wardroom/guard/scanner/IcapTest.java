// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.guard.file.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What passes between an ICAP server and us (RFC 3507), and what does not have to be believed.
@Timeout(20)
class IcapTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final byte[] FILE = file();

    private static byte[] file() {
        byte[] file = new byte[150_000];
        new Random(2).nextBytes(file);
        return file;
    }

    /// A server that tells its options, and then does as it likes.
    private static Listener server(String preview, Listener.Play scan) {
        return new Listener((in, out) -> {
            String head = IcapAnswer.head(in);
            if (head.startsWith("OPTIONS icap://127.0.0.1:")) {
                say(
                        out,
                        "ICAP/1.0 200 OK\r\nMethods: RESPMOD, REQMOD\r\nISTag: \"CI0001-20261127\"\r\n" + preview
                                + "Allow: 204\r\nEncapsulated: null-body=0\r\n\r\n");
            } else {
                scan.with(
                        new java.io.SequenceInputStream(
                                new java.io.ByteArrayInputStream(
                                        (head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1)),
                                in),
                        out);
            }
        });
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static Report scan(Listener listener, byte[] file) throws IOException {
        try (listener) {
            return new Icap("icap", listener.endpoint(), "avscan", Icap.Method.RESPMOD)
                    .scan(Content.of(file), PATIENCE);
        }
    }

    /// Reads the request with the heads in it, and its body to the end.
    private static byte[] take(InputStream in, int heads) throws IOException {
        for (int i = 0; i <= heads; i++) {
            IcapAnswer.head(in);
        }
        byte[] body = new ChunkedStream(in).readAllBytes();
        // The empty line after the last piece.
        assertThat(in.readNBytes(2)).isEqualTo(new byte[] {'\r', '\n'});
        return body;
    }

    @ParameterizedTest
    @EnumSource(Icap.Method.class)
    void fileWithoutAPreviewArrivesWhole(Icap.Method method) throws Exception {
        byte[][] seen = new byte[1][];
        int heads = method == Icap.Method.RESPMOD ? 2 : 1;
        try (Listener listener = server("", (in, out) -> {
            seen[0] = take(in, heads);
            say(out, "ICAP/1.0 204 No Content\r\nISTag: \"x\"\r\n\r\n");
        })) {
            Icap icap = new Icap("icap", listener.endpoint(), "avscan", method);
            assertThat(icap.signatures(PATIENCE)).isEqualTo("\"CI0001-20261127\"");
            assertThat(icap.scan(Content.of(FILE), PATIENCE)).isEqualTo(Report.CLEAN);
        }
        assertThat(seen[0]).isEqualTo(FILE);
    }

    /// RFC 3507 §4.5: "the ICAP server MUST respond … 100 Continue" if it wants the rest.
    @Test
    void restFollowsThePreviewIfItIsWanted() throws Exception {
        byte[][] seen = new byte[2][];
        Report report = scan(
                server("Preview: 1024\r\n", (in, out) -> {
                    seen[0] = take(in, 2);
                    say(out, "ICAP/1.0 100 Continue\r\n\r\n");
                    seen[1] = new ChunkedStream(in).readAllBytes();
                    say(out, "ICAP/1.0 204 No Content\r\n\r\n");
                }),
                FILE);
        assertThat(report).isEqualTo(Report.CLEAN);
        assertThat(seen[0]).hasSize(1024);
        assertThat(seen[1]).hasSize(FILE.length - 1024);
    }

    @Test
    void previewMayBeEnoughForTheServer() throws Exception {
        assertThat(scan(
                        server("Preview: 0\r\n", (in, out) -> {
                            take(in, 2);
                            say(out, "ICAP/1.0 204 No Content\r\n\r\n");
                        }),
                        FILE))
                .isEqualTo(Report.CLEAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Infection-Found: Type=0; Resolution=2; Threat=Eicar-Test;",
                "X-Virus-ID: Eicar-Test",
                "X-Violations-Found: 1\r\n\tfile\r\n\tEicar-Test\r\n\t0\r\n\t0"
            })
    void headersThatScannersAgreeOnNameTheInfection(String header) throws Exception {
        assertThat(scan(
                        server("", (in, out) -> {
                            take(in, 2);
                            say(
                                    out,
                                    "ICAP/1.0 200 OK\r\n" + header
                                            + "\r\nEncapsulated: res-hdr=0, null-body=20\r\n\r\n");
                        }),
                        FILE))
                .isEqualTo(new Report.Infected("Eicar-Test"));
    }

    private static Listener.Play returning(String head, byte[] body) {
        return (in, out) -> {
            take(in, 2);
            say(
                    out,
                    "ICAP/1.0 200 OK\r\nEncapsulated: res-hdr=0, res-body=" + head.length() + "\r\n\r\n" + head
                            + Integer.toHexString(body.length) + "\r\n");
            out.write(body);
            say(out, "\r\n0\r\n\r\n");
        };
    }

    @Test
    void fileThatComesBackAsItWasIsCleanAndAnyOtherIsNot() throws Exception {
        String ok = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
        assertThat(scan(server("", returning(ok, FILE)), FILE)).isEqualTo(Report.CLEAN);
        assertThat(scan(server("", returning(ok, new byte[] {1, 2, 3})), FILE))
                .isEqualTo(new Report.Infected("changed by the scanner"));
        assertThat(scan(server("", returning("HTTP/1.1 403 Forbidden\r\n\r\n", new byte[] {1})), FILE))
                .isEqualTo(new Report.Infected("refused by the scanner"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "ICAP/1.0 500 Server error\r\n\r\n",
                "ICAP/1.0 404 Service not found\r\n\r\n",
                "ICAP/1.0 200 OK\r\n\r\n",
                "ICAP/1.0 200 OK\r\nEncapsulated: res-hdr=0, res-body=19\r\n\r\nHTTP/1.1 200 OK\r\n\r\nzz\r\n",
                "ICAP/1.0 204 No Content\r\n",
                "ICAP/1.0 2",
                "\u0000\u0001\u0002\r\n\r\n",
                ""
            })
    void garbageIsNoAnswer(String answer) {
        assertThatThrownBy(() -> scan(
                        server("", (in, out) -> {
                            take(in, 2);
                            say(out, answer);
                        }),
                        FILE))
                .isInstanceOf(IOException.class);
    }

    @Test
    void answersWithoutAnEndAreNotReadForEver() {
        assertThatThrownBy(() -> scan(
                        server("", (in, out) -> {
                            take(in, 2);
                            say(out, "ICAP/1.0 200 OK\r\n");
                            while (true) {
                                say(out, "X-More: and more\r\n");
                            }
                        }),
                        FILE))
                .hasMessage("an answer without an end");
        assertThatThrownBy(() -> scan(
                        server("", (in, out) -> {
                            take(in, 2);
                            say(
                                    out,
                                    "ICAP/1.0 200 OK\r\nEncapsulated: res-hdr=0, res-body=19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
                            while (true) {
                                say(out, "10\r\n0123456789abcdef\r\n");
                            }
                        }),
                        FILE))
                .hasMessage("an answer without an end");
    }

    @Test
    void serviceThatDoesSomethingElseIsNoScanner() {
        try (Listener listener = new Listener((in, out) -> {
            IcapAnswer.head(in);
            say(out, "ICAP/1.0 200 OK\r\nMethods: REQMOD\r\nISTag: \"x\"\r\n\r\n");
        })) {
            assertThatThrownBy(() -> new Icap("icap", listener.endpoint(), "url_check", Icap.Method.RESPMOD)
                            .signatures(PATIENCE))
                    .hasMessageContaining("RESPMOD");
        }
    }
}
