// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Standalone;
import im.wardroom.xmpp.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What a session has to say to its client: what waits for a request, and answers that the client may ask for again
/// (XEP-0124 §14.3). Counting is thread-safe, everything else belongs to the session's loop.
final class Outgoing {

    /// So much goes into one answer, if it is not a single stanza that is larger.
    private static final int FULL = 128 * 1024;

    private static final byte[] STREAM_ERROR = "<stream:error".getBytes(StandardCharsets.US_ASCII);

    private record Piece(byte[] bytes, @Nullable Runnable written) {}

    private record Given(long rid, @Nullable String key, byte[] body, int size, List<Runnable> written) {}

    private final AtomicLong queued = new AtomicLong();
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private final Deque<Given> given = new ArrayDeque<>();
    private boolean failed;

    /// Counts bytes that are on their way to here. From any thread.
    void announce(int bytes) {
        queued.addAndGet(bytes);
    }

    void withdraw(int bytes) {
        queued.addAndGet(-bytes);
    }

    /// Bytes of which the client has not shown yet that it has them. From any thread.
    long queuedBytes() {
        return queued.get();
    }

    /// @param written runs when the client has shown that it has it, and never if it does not
    void add(byte[] element, @Nullable Runnable written) {
        waiting.add(new Piece(element, written));
        failed |= startsWith(element, STREAM_ERROR);
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /// The stream ends with an error, which was said or waits to be.
    boolean hasFailed() {
        return failed;
    }

    /// The answer to a request, with what waits.
    byte[] answer(Envelope request, Map<String, String> attributes) {
        List<byte[]> pieces = new ArrayList<>();
        List<Runnable> written = new ArrayList<>();
        int size = 0;
        while (!waiting.isEmpty() && (size == 0 || size + waiting.element().bytes().length <= FULL)) {
            Piece piece = waiting.remove();
            pieces.add(piece.bytes());
            size += piece.bytes().length;
            if (piece.written() != null) {
                written.add(piece.written());
            }
        }
        byte[] body = body(attributes, pieces);
        given.add(new Given(request.rid(), request.key(), body, size, written));
        return body;
    }

    /// The same answer as before, if it is still known.
    Optional<byte[]> again(Envelope request) {
        return given.stream()
                .filter(answer -> answer.rid() == request.rid() && Objects.equals(answer.key(), request.key()))
                .map(Given::body)
                .findFirst();
    }

    /// The client has the answers up to that one.
    void taken(long rid) {
        while (!given.isEmpty() && given.element().rid() <= rid) {
            Given answer = given.remove();
            withdraw(answer.size());
            answer.written().forEach(Runnable::run);
        }
    }

    static byte[] body(Map<String, String> attributes, List<byte[]> pieces) {
        XmlWriter writer = new XmlWriter(512).utf8("<body").attribute("xmlns", Envelope.NS);
        attributes.forEach(writer::attribute);
        if (pieces.stream().anyMatch(piece -> startsWith(piece, "<stream:".getBytes(StandardCharsets.US_ASCII)))) {
            writer.attribute("xmlns:stream", Namespaces.STREAM);
        }
        if (pieces.isEmpty()) {
            return writer.utf8("/>").toByteArray();
        }
        writer.utf8(">");
        pieces.forEach(piece -> writer.raw(Standalone.of(piece)));
        return writer.utf8("</body>").toByteArray();
    }

    private static boolean startsWith(byte[] text, byte[] start) {
        return text.length >= start.length && java.util.Arrays.equals(text, 0, start.length, start, 0, start.length);
    }
}
