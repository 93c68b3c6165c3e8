// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Policy;
import im.wardroom.guard.Reason;
import im.wardroom.guard.address.AddressDetector;
import im.wardroom.guard.address.AddressRules;
import im.wardroom.guard.flood.Acquaintances;
import im.wardroom.guard.flood.Arrivals;
import im.wardroom.guard.flood.FloodDetector;
import im.wardroom.guard.impostor.ImpostorDetector;
import im.wardroom.guard.impostor.Names;
import im.wardroom.guard.signin.SignIns;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.store.Accounts;
import im.wardroom.store.RosterItem;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Jid;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The detectors that look at senders, whatever they send: how much, under which name, from where; with what they know
/// of rosters, accounts and devices. Thread-safe.
public final class Senders {

    private static final int PAGE = 1_000;

    /// Names of accounts that are protected.
    private static final int NAMES = 200_000;

    /// People that are known to others, in all: eight bytes each.
    private static final long ACQUAINTANCES = 1_000_000;

    /// Contacts that are in memory with their addresses.
    private static final long CONTACTS = 100_000;

    private static final Duration CONTACTS_FOR = Duration.ofMinutes(10);

    /// What they are made of.
    ///
    /// @param officers whose names are protected
    /// @param actions of the running server; null before it runs
    /// @param strain how busy the server is
    record Parts(
            Store store,
            Supplier<Policy> policy,
            Set<Domain> domains,
            Supplier<Set<BareJid>> officers,
            Supplier<@Nullable ServerActions> actions,
            SecurityDesk desk,
            Chronicle chronicle,
            DoubleSupplier strain,
            Clock clock) {}

    private final Parts parts;
    private final Cache<BareJid, List<BareJid>> contacts = Caffeine.newBuilder()
            .maximumWeight(CONTACTS)
            .<BareJid, List<BareJid>>weigher((owner, some) -> some.size() + 1)
            .expireAfterWrite(CONTACTS_FOR)
            .build();
    private final FloodDetector floods;
    private final Arrivals arrivals;
    private final AddressDetector addresses;
    private final ImpostorDetector impostors;
    private final SignIns signIns;
    private final Places places;
    private volatile Set<String> ownRelays = Set.of();
    private volatile KnownRelays known = new KnownRelays(AddressRules.DEFAULT, Set.of(), AddressRules.DEFAULT);
    private volatile Names names = new Names(NAMES);

    Senders(Parts parts) {
        this.parts = parts;
        Supplier<Policy> policy = parts.policy();
        Acquaintances acquaintances = new Acquaintances(ACQUAINTANCES, this::roster);
        floods = new FloodDetector(new FloodDetector.Parts(
                () -> policy.get().senders().floods(), acquaintances, this::isAccount, parts.strain(), parts.desk()));
        arrivals = new Arrivals(() -> policy.get().senders().floods());
        addresses = new AddressDetector(this::addressRules, this::whereabouts);
        impostors = new ImpostorDetector(new ImpostorDetector.Parts(
                () -> policy.get().senders().impostors(),
                () -> names,
                parts.officers(),
                acquaintances,
                this::contacts,
                this::isAccount));
        signIns = new SignIns(() -> policy.get().senders().signIns(), parts.desk());
        places = new Places(parts.store(), parts.clock());
    }

    /// In the order in which they are asked: what costs the least, first.
    List<Detector> detectors() {
        return List.of(floods, signIns, impostors, addresses);
    }

    FloodDetector floods() {
        return floods;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /// The rules as the policy says them, and with the installation's own relays.
    private record KnownRelays(AddressRules policy, Set<String> own, AddressRules rules) {}

    /// Where the installation's own proxy and relays are: they may always be named.
    public void knowRelays(Set<String> hosts) {
        ownRelays = Set.copyOf(hosts);
    }

    private AddressRules addressRules() {
        AddressRules current = parts.policy().get().senders().addresses();
        Set<String> own = ownRelays;
        KnownRelays last = known;
        if (last.policy() != current || last.own() != own) {
            last = new KnownRelays(current, own, current.knowing(own));
            known = last;
        }
        return last.rules();
    }

    private boolean isAccount(BareJid jid) {
        return jid.local() != null && parts.domains().contains(jid.domain());
    }

    private Collection<InetAddress> whereabouts(Jid jid) {
        ServerActions actions = parts.actions().get();
        return actions == null ? List.of() : actions.addresses(jid);
    }

    private Optional<Collection<BareJid>> contacts(BareJid owner) {
        List<BareJid> known = contacts.getIfPresent(owner);
        if (known == null) {
            var _ = roster(owner);
        }
        return Optional.ofNullable(known);
    }

    private CompletableFuture<List<BareJid>> roster(BareJid owner) {
        if (!isAccount(owner)) {
            return CompletableFuture.completedFuture(List.of());
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    List<BareJid> read = parts.store().accounts().load(owner, Set.of()).stream()
                            .flatMap(state -> state.roster().stream())
                            .map(RosterItem::jid)
                            .toList();
                    contacts.put(owner, read);
                    return read;
                },
                Thread::startVirtualThread);
    }

    /// Looks who has an account. May block.
    public void refresh() {
        Names found = new Names(NAMES);
        for (Domain domain : parts.domains()) {
            String after = "";
            List<Accounts.Summary> page;
            do {
                page = parts.store().accounts().list(domain, after, PAGE);
                for (Accounts.Summary account : page) {
                    found.add(account.jid());
                    after = account.jid().toString();
                }
            } while (page.size() == PAGE);
        }
        names = found;
    }

    /// Why a stranger may not make this account; empty if nothing speaks against it.
    public Optional<String> objection(BareJid wanted) {
        Optional<String> objection = impostors.objection(wanted);
        if (objection.isEmpty()) {
            names.add(wanted);
        }
        return objection;
    }

    /// Somebody has signed in. Before the device is remembered; may block.
    void signedIn(BareJid account, InetAddress address, @Nullable String device, @Nullable String name) {
        signIns.seen(places.seen(account, address, device, name));
    }

    /// A user says that somebody sends what nobody wants. It is written down for officers; they are told when there are
    /// several.
    ///
    /// @param reason a short one
    /// @param messages the ids of those that it is about, in an archive
    public void reported(BareJid reporter, BareJid account, String reason, List<String> messages) {
        if (floods.strangers().reported(reporter, account, reason, parts.clock().instant())) {
            Finding finding = Finding.of(Reason.REPORTED, "What the account sends was reported by its recipient.")
                    .with("reason", reason)
                    .with("messages", messages);
            parts.chronicle().note(account, reporter, finding, "report", true);
        }
    }

    /// How many times heavier what the account sends to strangers is at the moment, because it was reported.
    public double weight(BareJid account) {
        return floods.strangers().weight(account, parts.clock().instant());
    }

    /// Somebody was asked whether a person sends.
    void answered(BareJid sender, boolean isAPerson) {
        if (isAPerson) {
            floods.strangers().provedToBeAPerson(sender);
            signIns.provedToBeAPerson(sender);
        }
    }
}
