// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.component;

import im.wardroom.server.credential.Secret;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The components that there may be, and those that are here (XEP-0114). Thread-safe.
public final class Components {

    /// What the sender of a stanza for a component is told that is not here: it may be later.
    public static final StanzaError AWAY =
            StanzaError.temporary(Condition.REMOTE_SERVER_TIMEOUT, "The service is not connected; try again later.");

    /// Connections that have not proved yet what they are.
    private static final int MAX_STRANGERS = 100;

    private final Map<Domain, Secret> secrets;
    private final ConcurrentMap<Domain, ComponentSession> connected = new ConcurrentHashMap<>();
    private final AtomicInteger strangers = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();

    public Components(Map<Domain, Secret> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    /// @param since null while it is not connected
    public record State(Domain domain, @Nullable Instant since) {}

    /// A domain of a component, connected or not.
    public boolean has(Domain domain) {
        return secrets.containsKey(domain);
    }

    @Nullable
    Secret secret(Domain domain) {
        return secrets.get(domain);
    }

    /// Hands a stanza to its component; false if that one is not here. Consumes one part of the receipt if it is.
    public boolean deliver(Domain domain, Stanza stanza, Receipt receipt) {
        ComponentSession session = connected.get(domain);
        if (session != null) {
            session.deliver(stanza, receipt);
        }
        return session != null;
    }

    /// False if there is one of that name already.
    boolean connect(ComponentSession session) {
        return connected.putIfAbsent(session.domain(), session) == null;
    }

    void disconnect(ComponentSession session) {
        connected.remove(session.domain(), session);
    }

    /// False if too many are at the door.
    boolean enter() {
        return strangers.incrementAndGet() <= MAX_STRANGERS;
    }

    void leave() {
        strangers.decrementAndGet();
    }

    /// One more did not know its secret.
    ///
    /// @return true if that is worth a line: at the 1st, 2nd, 4th, 8th … time
    boolean isRefusalWorthTelling() {
        return Long.bitCount(refused.incrementAndGet()) == 1;
    }

    /// All that there may be.
    public List<State> states() {
        return secrets.keySet().stream()
                .map(domain -> {
                    ComponentSession session = connected.get(domain);
                    return new State(domain, session == null ? null : session.since());
                })
                .sorted(Comparator.comparing(state -> state.domain().value()))
                .toList();
    }

    /// Those that are here.
    public Collection<ComponentSession> all() {
        return List.copyOf(connected.values());
    }
}
