// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Effect;
import im.wardroom.server.account.SessionId;
import im.wardroom.server.session.Session;
import im.wardroom.server.stream.Journey;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.StreamError;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sessions of this process, and the last stop before one of them: delivery. Thread-safe.
public final class Directory {

    static final StreamError NOT_KEPT = StreamError.of(
            StreamError.Condition.INTERNAL_SERVER_ERROR, "The server could not keep a change; sign in again.");

    private final ConcurrentMap<SessionId, Session> sessions = new ConcurrentHashMap<>();
    private final ConcurrentMap<BareJid, List<Session>> byAccount = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();

    public SessionId nextId() {
        return new SessionId(next.incrementAndGet());
    }

    public void add(Session session) {
        sessions.put(session.id(), session);
        byAccount.merge(
                session.jid().bare(),
                List.of(session),
                (some, one) -> Stream.concat(some.stream(), one.stream()).toList());
    }

    public void remove(SessionId id) {
        Session removed = sessions.remove(id);
        if (removed != null) {
            byAccount.computeIfPresent(removed.jid().bare(), (account, some) -> {
                List<Session> left =
                        some.stream().filter(session -> session != removed).toList();
                return left.isEmpty() ? null : left;
            });
        }
    }

    /// Those of one account, or the one of a device.
    public List<Session> of(Jid jid) {
        List<Session> some = byAccount.getOrDefault(jid.bare(), List.of());
        return jid instanceof FullJid
                ? some.stream().filter(session -> session.jid().equals(jid)).toList()
                : some;
    }

    public @Nullable Session find(SessionId id) {
        return sessions.get(id);
    }

    public int size() {
        return sessions.size();
    }

    /// Accounts that have a session.
    public int accounts() {
        return byAccount.size();
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
