// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.store.Accounts;
import im.wardroom.store.Device;
import im.wardroom.store.Devices;
import im.wardroom.store.Documents;
import im.wardroom.store.Invitation;
import im.wardroom.store.Invitations;
import im.wardroom.store.MessageLog;
import im.wardroom.store.Nodes;
import im.wardroom.store.Settings;
import im.wardroom.store.Token;
import im.wardroom.store.Tokens;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All the reading ports in one: each read sees what is kept at that moment.
final class SimulatedReads implements Accounts, MessageLog, Documents, Nodes, Tokens, Devices, Invitations, Settings {

    private final Supplier<Tables> tables;

    SimulatedReads(Supplier<Tables> tables) {
        this.tables = tables;
    }

    private Optional<KeptAccount> account(BareJid jid) {
        return Optional.ofNullable(tables.get().account(jid));
    }

    @Override
    public Optional<Summary> find(BareJid jid) {
        return account(jid).map(KeptAccount::summary);
    }

    @Override
    public Optional<Credentials> credentials(BareJid jid) {
        return account(jid).map(KeptAccount::credentials);
    }

    @Override
    public Optional<State> load(BareJid jid, Set<String> documentNamespaces) {
        return account(jid).map(account -> account.state(documentNamespaces));
    }

    @Override
    public List<Summary> list(Domain domain, String after, int limit) {
        return tables.get().accounts().values().stream()
                .map(KeptAccount::summary)
                .filter(account -> account.jid().domain().equals(domain))
                .filter(account -> account.jid().toString().compareTo(after) > 0)
                .sorted(Comparator.comparing(account -> account.jid().toString()))
                .limit(limit)
                .toList();
    }

    @Override
    public long count(Domain domain) {
        return tables.get().accounts().keySet().stream()
                .filter(jid -> jid.domain().equals(domain))
                .count();
    }

    @Override
    public List<Entry> read(BareJid owner, long after, int limit) {
        return account(owner)
                .map(account -> account.log().received(after, limit))
                .orElse(List.of());
    }

    @Override
    public MessageLog.Page search(BareJid owner, Query query, boolean latest, int limit) {
        return account(owner)
                .map(account -> account.log().search(query, latest, limit))
                .orElse(new MessageLog.Page(List.of(), true));
    }

    @Override
    public long count(BareJid owner, Query query, int limit) {
        return account(owner).map(account -> account.log().count(query, limit)).orElse(0L);
    }

    @Override
    public List<Entry> find(BareJid owner, Collection<Long> numbers) {
        return account(owner).map(account -> account.log().find(numbers)).orElse(List.of());
    }

    @Override
    public long lastBefore(BareJid owner, Instant time) {
        return account(owner).map(account -> account.log().lastBefore(time)).orElse(0L);
    }

    @Override
    public long lastBeyond(BareJid owner, int keep, int slack) {
        return account(owner)
                .map(account -> account.log().lastBeyond(keep, slack))
                .orElse(0L);
    }

    @Override
    public int prunable(BareJid owner, long seq, int limit) {
        return account(owner)
                .filter(account -> !account.summary().held())
                .map(account -> account.log().prunable(seq, limit))
                .orElse(0);
    }

    @Override
    public Optional<byte[]> read(BareJid owner, String namespace, String key) {
        return Optional.ofNullable(all(owner, namespace).get(key));
    }

    @Override
    public Map<String, byte[]> all(BareJid owner, String namespace) {
        return account(owner).map(account -> account.documents(namespace)).orElse(Map.of());
    }

    private Optional<KeptNode> node(BareJid owner, String name) {
        return account(owner).map(account -> account.nodes().get(name));
    }

    @Override
    public Optional<Nodes.Page> page(BareJid owner, String node, Nodes.Range range) {
        Optional<KeptNode> found = node(owner, node);
        return found.isPresent() ? found.get().page(range) : Optional.empty();
    }

    @Override
    public List<Nodes.Item> find(BareJid owner, String node, Collection<String> ids) {
        return node(owner, node).map(found -> found.find(ids)).orElse(List.of());
    }

    @Override
    public Nodes.Usage usage(BareJid owner, String node, String id) {
        long total = account(owner).stream()
                .flatMap(account -> account.nodes().values().stream())
                .mapToLong(KeptNode::size)
                .sum();
        return new Nodes.Usage(
                total,
                find(owner, node, List.of(id)).stream()
                        .map(item -> (long) item.payload().length)
                        .findFirst());
    }

    @Override
    public List<Token> of(BareJid owner, String device) {
        return account(owner).map(account -> account.tokens(device)).orElse(List.of());
    }

    @Override
    public List<Device> of(BareJid owner) {
        return account(owner).map(KeptAccount::devices).orElse(List.of());
    }

    @Override
    public boolean isKnown(BareJid owner, @Nullable String device, InetAddress address) {
        return account(owner)
                .filter(account -> account.isKnown(device, address))
                .isPresent();
    }

    @Override
    public Optional<Invitation> find(String token) {
        return Optional.ofNullable(tables.get().invitations().get(token));
    }

    @Override
    public List<Invitation> all() {
        return tables.get().invitations().values().stream()
                .sorted(Comparator.comparing(Invitation::created).thenComparing(Invitation::token))
                .toList();
    }

    @Override
    public Optional<byte[]> read(String key) {
        return Optional.ofNullable(tables.get().settings().get(key));
    }
}
