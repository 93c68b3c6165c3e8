// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import im.wardroom.server.stream.Loop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A request without an answer yet. Belongs to the session's loop.
final class Asked {

    private final Envelope envelope;
    private CompletableFuture<byte[]> answer;
    private Loop.@Nullable Timer patience;

    Asked(Envelope envelope, CompletableFuture<byte[]> answer) {
        this.envelope = envelope;
        this.answer = answer;
    }

    Envelope envelope() {
        return envelope;
    }

    long rid() {
        return envelope.rid();
    }

    void until(Loop.Timer timer) {
        patience = timer;
    }

    /// The client has sent it again: the connection of before is of no use (XEP-0124 §14.3).
    void moveTo(CompletableFuture<byte[]> other) {
        answer.complete(Outgoing.body(Map.of("type", "error"), List.of()));
        answer = other;
    }

    void complete(byte[] body) {
        if (patience != null) {
            patience.cancel();
        }
        answer.complete(body);
    }
}
