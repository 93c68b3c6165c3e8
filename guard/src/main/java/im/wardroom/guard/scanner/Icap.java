// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import im.wardroom.guard.file.Content;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A scanner behind ICAP (RFC 3507): it is shown the file as an answer that a browser is about to get (RESPMOD), or as
/// one that a browser sends (REQMOD), its beginning first if it wants that. It learns neither the name of the file nor
/// whose it is.
public final class Icap implements Scanner {

    /// How the file is shown.
    public enum Method {
        REQMOD,
        RESPMOD
    }

    private static final int CHUNK = 64 * 1024;
    private static final int MAX_PREVIEW = 64 * 1024;

    /// What a body that comes back may be longer than the one that was sent.
    private static final long SLACK = 1 << 20;

    private final String name;
    private final Endpoint endpoint;
    private final String service;
    private final Method method;
    private volatile @Nullable Options options;

    /// What the service says of itself (RFC 3507 §4.10).
    ///
    /// @param preview how much it wants to see first; nothing if it wants all at once
    private record Options(Optional<Integer> preview, String tag) {}

    /// @param service its path, without a slash in front
    public Icap(String name, Endpoint endpoint, String service, Method method) {
        this.name = name;
        this.endpoint = endpoint;
        this.service = service;
        this.method = method;
    }

    @Override
    public String name() {
        return name;
    }

    /// The tag that the service changes with its signatures (RFC 3507 §4.7).
    @Override
    public String signatures(Duration patience) throws IOException {
        Options asked = ask(patience);
        options = asked;
        return asked.tag();
    }

    private String head(String verb) {
        String host = endpoint instanceof Endpoint.Tcp ? endpoint.toString() : "localhost";
        return verb + " icap://" + host + "/" + service + " ICAP/1.0\r\nHost: " + host
                + "\r\nUser-Agent: Wardroom\r\nConnection: close\r\n";
    }

    private Options ask(Duration patience) throws IOException {
        try (Line line = Line.to(endpoint, patience)) {
            CompletableFuture<IcapAnswer> answer = Line.reading(() -> IcapAnswer.read(line.in()));
            line.writeAscii(head("OPTIONS") + "Encapsulated: null-body=0\r\n\r\n");
            IcapAnswer said = line.await(answer);
            if (said.status() != 200) {
                throw new IOException("the service answers " + said.status());
            }
            String methods = said.header("methods").orElse("").toUpperCase(Locale.ROOT);
            if (!List.of(methods.split("[,\\s]+", -1)).contains(method.name())) {
                throw new IOException("the service does not do " + method);
            }
            String tag = said.header("istag").orElseThrow(() -> new IOException("the service has no ISTag"));
            return new Options(said.header("preview").flatMap(Icap::number), tag);
        }
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Math.min(Integer.parseInt(text), MAX_PREVIEW)) : Optional.empty();
    }

    @Override
    public Report scan(Content content, Duration patience) throws IOException {
        if (content.size() == 0) {
            return Report.CLEAN;
        }
        Options known = options;
        if (known == null) {
            known = ask(patience);
            options = known;
        }
        try (Line line = Line.to(endpoint, patience)) {
            InputStream in = line.in();
            CompletableFuture<IcapAnswer> first = Line.reading(() -> IcapAnswer.read(in));
            int preview = known.preview().orElse(-1);
            IcapAnswer answer = preview < 0 ? whole(content, line, first) : inTwo(content, preview, line, in, first);
            return report(answer, content, line, in);
        }
    }

    private IcapAnswer whole(Content content, Line line, CompletableFuture<IcapAnswer> answer) throws IOException {
        line.writeAscii(head(method.name()) + "Allow: 204\r\n" + encapsulated(content));
        send(content, 0, line, answer);
        return line.await(answer);
    }

    /// RFC 3507 §4.5.
    private IcapAnswer inTwo(
            Content content, int preview, Line line, InputStream in, CompletableFuture<IcapAnswer> first)
            throws IOException {
        line.writeAscii(head(method.name()) + "Allow: 204\r\nPreview: " + preview + "\r\n" + encapsulated(content));
        byte[] beginning = content.read(0, preview);
        chunk(line, beginning, beginning.length);
        boolean all = beginning.length == content.size();
        line.writeAscii(all ? "0; ieof\r\n\r\n" : "0\r\n\r\n");
        IcapAnswer answer = line.await(first);
        if (answer.status() != 100) {
            return answer;
        }
        if (all) {
            throw new IOException("the service wants more than there is");
        }
        CompletableFuture<IcapAnswer> second = Line.reading(() -> IcapAnswer.read(in));
        send(content, beginning.length, line, second);
        return line.await(second);
    }

    private static void send(Content content, long from, Line line, CompletableFuture<IcapAnswer> answer)
            throws IOException {
        byte[] piece = new byte[CHUNK];
        try (InputStream in = content.stream()) {
            in.skipNBytes(from);
            for (int n = in.readNBytes(piece, 0, CHUNK); n > 0; n = in.readNBytes(piece, 0, CHUNK)) {
                chunk(line, piece, n);
            }
            line.writeAscii("0\r\n\r\n");
        } catch (IOException e) {
            // It has seen enough; or it is gone, and then there is no answer either.
            var _ = line.await(answer);
        }
    }

    private static void chunk(Line line, byte[] bytes, int count) throws IOException {
        if (count > 0) {
            line.writeAscii(Integer.toHexString(count) + "\r\n");
            line.write(java.nio.ByteBuffer.wrap(bytes, 0, count));
            line.writeAscii("\r\n");
        }
    }

    /// The message of HTTP that is around the file (RFC 3507 §4.4), without its body.
    private String encapsulated(Content content) {
        String about = "Content-Type: application/octet-stream\r\nContent-Length: " + content.size() + "\r\n\r\n";
        String place = "http://files.invalid/file HTTP/1.1\r\nHost: files.invalid\r\n";
        if (method == Method.REQMOD) {
            String request = "POST " + place + about;
            return "Encapsulated: req-hdr=0, req-body=" + request.length() + "\r\n\r\n" + request;
        }
        String request = "GET " + place + "\r\n";
        String response = "HTTP/1.1 200 OK\r\n" + about;
        return "Encapsulated: req-hdr=0, res-hdr=" + request.length() + ", res-body="
                + (request.length() + response.length()) + "\r\n\r\n" + request + response;
    }

    private Report report(IcapAnswer answer, Content content, Line line, InputStream in) throws IOException {
        Optional<String> infection = answer.infection();
        if (infection.isPresent()) {
            return new Report.Infected(infection.get());
        }
        return switch (answer.status()) {
            case 204 -> Report.CLEAN;
            case 200 -> line.await(Line.reading(() -> compared(answer, content, in)));
            case 413 -> new Report.TooLarge();
            default -> throw new IOException("the service answers " + answer.status());
        };
    }

    /// A service that changes the message, or answers instead, does not want the file to pass. One that gives it back
    /// as it was has nothing against it.
    private Report compared(IcapAnswer answer, Content content, InputStream in) throws IOException {
        String parts = answer.header("encapsulated").orElseThrow(() -> new IOException("an answer without a message"));
        if (parts.contains("null-body")) {
            return new Report.Infected("replaced by the scanner");
        }
        if (method == Method.REQMOD && parts.contains("res-hdr")) {
            return new Report.Infected("refused by the scanner");
        }
        int heads = parts.split(",", -1).length - 1;
        for (int i = 0; i < heads; i++) {
            String head = IcapAnswer.head(in);
            if (head.matches("(?s)HTTP/\\d\\.\\d [345]\\d\\d.*")) {
                return new Report.Infected("refused by the scanner");
            }
        }
        boolean same = Arrays.equals(
                digest(new ChunkedStream(in), content.size() + SLACK),
                HexFormat.of().parseHex(content.sha256()));
        return same ? Report.CLEAN : new Report.Infected("changed by the scanner");
    }

    private static byte[] digest(InputStream body, long most) throws IOException {
        MessageDigest digest = sha256();
        byte[] piece = new byte[CHUNK];
        long count = 0;
        for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
            count += n;
            if (count > most) {
                throw new IOException("an answer without an end");
            }
            digest.update(piece, 0, n);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
