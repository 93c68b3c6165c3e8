// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Effect;
import im.wardroom.server.account.SessionId;
import im.wardroom.server.session.Session;
import im.wardroom.server.stream.Journey;
import im.wardroom.xmpp.stanza.StreamError;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The sessions of this process, and the last stop before one of them: delivery. Thread-safe.
public final class Directory {

    static final StreamError NOT_KEPT = StreamError.of(
            StreamError.Condition.INTERNAL_SERVER_ERROR, "The server could not keep a change; sign in again.");

    private final ConcurrentMap<SessionId, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    public SessionId nextId() {
        return new SessionId(next.incrementAndGet());
    }

    public void add(Session session) {
        sessions.put(session.id(), session);
    }

    public void remove(SessionId id) {
        sessions.remove(id);
    }

    public @Nullable Session find(SessionId id) {
        return sessions.get(id);
    }

    public int size() {
        return sessions.size();
    }

    public Collection<Session> all() {
        return sessions.values();
    }

    /// Hands a stanza to its session. One that is gone leaves a logged message in the log, for the next device.
    public void deliver(Effect.Send send) {
        Session session = sessions.get(send.session());
        if (session != null) {
            Journey.passed("delivery", send.stanza().element().name());
            session.deliver(send.stanza(), send.number());
        }
    }

    /// Ends a session whose client may resume its stream.
    void endCounting(SessionId id) {
        Session session = sessions.get(id);
        if (session != null && session.key() != null) {
            session.end(NOT_KEPT);
        }
    }

    public void end(Effect.EndSession end) {
        Session session = sessions.get(end.session());
        if (session != null) {
            session.end(end.error());
        }
    }
}
