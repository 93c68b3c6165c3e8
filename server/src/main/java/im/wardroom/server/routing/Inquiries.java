// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.routing;

import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Requests of the server itself that wait for an answer. Thread-safe.
final class Inquiries {

    private static final int MAX = 10_000;
    private static final int PATIENCE_SECONDS = 60;

    private final ConcurrentMap<String, Open> open = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    /// @param asked nobody else can answer
    private record Open(Jid asked, CompletableFuture<Iq> answer) {}

    /// What is asked, by the id of the request.
    record Inquiry(String id, CompletableFuture<Iq> answer) {}

    /// Empty if too many are open.
    Optional<Inquiry> begin(Jid asked) {
        if (open.size() >= MAX) {
            return Optional.empty();
        }
        String id = "wardroom-" + next.incrementAndGet();
        CompletableFuture<Iq> answer = new CompletableFuture<>();
        open.put(id, new Open(asked, answer));
        answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).whenComplete((iq, error) -> open.remove(id));
        return Optional.of(new Inquiry(id, answer));
    }

    /// An answer to none of them says nothing.
    void answered(Iq iq) {
        String id = iq.id();
        Open asked = id == null ? null : open.get(id);
        if (asked != null && asked.asked().equals(iq.from())) {
            asked.answer().complete(iq);
        }
    }
}
