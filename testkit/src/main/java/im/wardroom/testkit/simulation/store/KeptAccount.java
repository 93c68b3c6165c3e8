// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.Device;
import im.wardroom.store.MessageLog;
import im.wardroom.store.RosterItem;
import im.wardroom.store.StoreException;
import im.wardroom.store.Token;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All that is kept of one account. Belongs to its tables, which copy it before each change.
final class KeptAccount {

    private static final String REMEMBERED = "SCRAM-SHA-256";
    private static final int DEVICES = 20;
    private static final String NO_ID = "";

    final long id;
    private Accounts.Summary summary;
    private List<ScramKeys> keys;
    private List<ScramKeys> oldKeys = List.of();
    private long rosterVersion;
    private final TreeMap<String, RosterItem> roster = new TreeMap<>();
    private final Map<BareJid, byte[]> requests = new LinkedHashMap<>();
    private final Map<String, Map<String, byte[]>> documents = new LinkedHashMap<>();
    private final TreeMap<String, KeptNode> nodes = new TreeMap<>();
    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<InetAddress, Instant> addresses = new LinkedHashMap<>();
    private final KeptLog log;

    KeptAccount(long id, Change.CreateAccount created) {
        this.id = id;
        Instant at = millis(created.at());
        this.summary = new Accounts.Summary(created.jid(), created.role(), true, false, at, at);
        this.keys = created.keys();
        this.log = new KeptLog();
    }

    private KeptAccount(KeptAccount other) {
        id = other.id;
        summary = other.summary;
        keys = other.keys;
        oldKeys = other.oldKeys;
        rosterVersion = other.rosterVersion;
        roster.putAll(other.roster);
        requests.putAll(other.requests);
        other.documents.forEach((namespace, values) -> documents.put(namespace, new LinkedHashMap<>(values)));
        nodes.putAll(other.nodes);
        tokens.addAll(other.tokens);
        devices.putAll(other.devices);
        addresses.putAll(other.addresses);
        log = other.log.copy();
    }

    KeptAccount copy() {
        return new KeptAccount(this);
    }

    /// Times are kept to the millisecond; one that cannot be is refused.
    static Instant millis(Instant time) {
        return Instant.ofEpochMilli(time.truncatedTo(ChronoUnit.MILLIS).toEpochMilli());
    }

    // ---- what is read

    Accounts.Summary summary() {
        return summary;
    }

    Accounts.Credentials credentials() {
        return new Accounts.Credentials(summary, keys, oldKeys);
    }

    Accounts.State state(Set<String> namespaces) {
        Map<String, Map<String, byte[]>> wanted = new LinkedHashMap<>();
        documents.forEach((namespace, values) -> {
            if (namespaces.contains(namespace) && !values.isEmpty()) {
                wanted.put(namespace, Map.copyOf(values));
            }
        });
        return new Accounts.State(
                id,
                summary,
                log.cursor(),
                log.last(),
                log.received(log.cursor(), Integer.MAX_VALUE).stream()
                        .map(MessageLog.Entry::seq)
                        .toList(),
                log.lastArrival(),
                rosterVersion,
                List.copyOf(roster.values()),
                new LinkedHashMap<>(requests),
                wanted,
                nodes.values().stream().map(KeptNode::node).toList());
    }

    KeptLog log() {
        return log;
    }

    Map<String, byte[]> documents(String namespace) {
        return new LinkedHashMap<>(documents.getOrDefault(namespace, Map.of()));
    }

    Map<String, KeptNode> nodes() {
        return nodes;
    }

    /// How many tokens were removed because they had expired.
    int purge(Instant at, int limit) {
        List<Token> expired = tokens.stream()
                .filter(token -> !at.isBefore(token.expires()))
                .limit(limit)
                .toList();
        tokens.removeAll(expired);
        return expired.size();
    }

    List<Token> tokens(String device) {
        return tokens.stream()
                .filter(token -> token.device().equals(device))
                .sorted(Comparator.comparing(Token::fresh)
                        .reversed()
                        .thenComparing(Token::issued, Comparator.reverseOrder())
                        .thenComparing(Token::mechanism))
                .toList();
    }

    List<Device> devices() {
        return devices.values().stream()
                .sorted(Comparator.comparing(Device::lastSeen).reversed())
                .toList();
    }

    boolean isKnown(@Nullable String device, InetAddress address) {
        return device != null && devices.containsKey(device) || addresses.containsKey(address);
    }

    // ---- what changes

    void enable(boolean enabled) {
        summary = new Accounts.Summary(
                summary.jid(), summary.role(), enabled, summary.held(), summary.created(), summary.passwordChanged());
    }

    void hold(boolean held) {
        summary = new Accounts.Summary(
                summary.jid(), summary.role(), summary.enabled(), held, summary.created(), summary.passwordChanged());
    }

    void set(Change.SetKeys change) {
        List<ScramKeys> old = new ArrayList<>();
        keys.stream().filter(k -> k.mechanism().equals(REMEMBERED)).forEach(old::add);
        old.addAll(oldKeys);
        oldKeys = List.copyOf(old.subList(0, Math.min(old.size(), change.keepOld())));
        keys = change.keys();
        summary = new Accounts.Summary(
                summary.jid(),
                summary.role(),
                summary.enabled(),
                summary.held(),
                summary.created(),
                millis(change.at()));
    }

    void put(Change.PutRosterItem change) {
        roster.put(change.item().jid().toString(), change.item());
        rosterVersion = change.version();
    }

    void remove(Change.RemoveRosterItem change) {
        roster.remove(change.contact().toString());
        rosterVersion = change.version();
    }

    void put(Change.PutRequest change) {
        requests.put(change.contact(), change.presence());
    }

    void remove(Change.RemoveRequest change) {
        requests.remove(change.contact());
    }

    void put(Change.PutDocument change) {
        documents
                .computeIfAbsent(change.namespace(), namespace -> new LinkedHashMap<>())
                .put(change.key(), change.value());
    }

    void remove(Change.RemoveDocument change) {
        documents.getOrDefault(change.namespace(), new LinkedHashMap<>()).remove(change.key());
    }

    void put(Change.PutNode change) {
        nodes.merge(change.node(), KeptNode.of(change.node(), change.options()), (known, fresh) -> known.with(change));
    }

    void remove(Change.RemoveNode change) {
        nodes.remove(change.node());
    }

    /// Changes a node that must be there.
    void node(String name, UnaryOperator<KeptNode> change) {
        if (!nodes.containsKey(name)) {
            throw new StoreException.Missing("There is no node of this name.");
        }
        items(name, change);
    }

    /// Changes a node if it is there.
    void items(String name, UnaryOperator<KeptNode> change) {
        nodes.computeIfPresent(name, (key, node) -> change.apply(node));
    }

    void put(Token token) {
        Token kept = new Token(
                token.device(),
                token.mechanism(),
                token.secret(),
                millis(token.issued()),
                millis(token.expires()),
                token.counter(),
                token.fresh());
        tokens.removeIf(t -> t.device().equals(kept.device())
                && t.mechanism().equals(kept.mechanism())
                && t.fresh() == kept.fresh());
        tokens.add(kept);
        List<String> newest = tokens.stream()
                .sorted(Comparator.comparing(Token::issued).reversed())
                .map(Token::device)
                .distinct()
                .limit(DEVICES)
                .toList();
        tokens.removeIf(t -> !newest.contains(t.device()));
    }

    void removeTokens(@Nullable String device) {
        tokens.removeIf(t -> device == null || t.device().equals(device));
    }

    void saw(Change.SawDevice change) {
        Device device = change.device();
        Instant seen = millis(device.lastSeen());
        devices.put(
                Objects.requireNonNullElse(device.id(), NO_ID),
                new Device(device.id(), device.software(), device.name(), seen));
        addresses.put(change.address(), seen);
        newest(devices, Device::lastSeen);
        newest(addresses, at -> at);
    }

    private static <K, V> void newest(Map<K, V> kept, java.util.function.Function<V, Instant> time) {
        while (kept.size() > DEVICES) {
            K oldest = kept.entrySet().stream()
                    .min(Map.Entry.comparingByValue(Comparator.comparing(time)))
                    .orElseThrow()
                    .getKey();
            kept.remove(oldest);
        }
    }
}
