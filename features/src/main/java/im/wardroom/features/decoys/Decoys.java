// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.decoys;

import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.NewAccount;
import im.wardroom.server.credential.Outcome;
import im.wardroom.server.credential.PasswordGenerator;
import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.AccountView;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.server.extension.Specification;
import im.wardroom.store.Accounts;
import im.wardroom.store.Role;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.xml.Element;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps decoys alive: their accounts exist, nobody knows their passwords, they are in the directory and, if wanted, in
/// everybody's roster, and they come and go as people do. That nobody may write to them is up to the guard.
/// Thread-safe.
public final class Decoys implements Feature {

    private static final Logger LOG = LoggerFactory.getLogger(Decoys.class);
    private static final Resource RESOURCE = new Resource("desktop");
    private static final int PASSWORD_LENGTH = 40;
    private static final Duration WAIT = Duration.ofSeconds(10);

    /// Friendships that are begun in one go; the next ones follow a minute later.
    private static final int BEFRIENDED_AT_ONCE = 1_000;

    /// Who they are.
    ///
    /// @param inRosters whether everybody has them as contacts
    public record Cast(Set<BareJid> accounts, boolean inRosters) {
        public static final Cast NOBODY = new Cast(Set.of(), false);

        public Cast {
            accounts = Set.copyOf(accounts);
        }
    }

    private final Supplier<Cast> cast;
    private final AccountAdministration administration;
    private final Accounts accounts;
    private final PasswordGenerator passwords;
    private final OfficeHours hours = new OfficeHours(ZoneId.systemDefault());
    private final Clock clock;
    private final Map<BareJid, OfficeHours.State> shown = new ConcurrentHashMap<>();
    private volatile @Nullable ServerActions actions;

    /// @param cast as the policy says it at the moment
    public Decoys(
            Supplier<Cast> cast,
            AccountAdministration administration,
            Accounts accounts,
            SecureRandom random,
            Clock clock) {
        this.cast = cast;
        this.administration = administration;
        this.accounts = accounts;
        this.passwords = new PasswordGenerator(random);
        this.clock = clock;
    }

    @Override
    public List<Specification> specifications() {
        return List.of();
    }

    @Override
    public void install(Hooks hooks) {
        hooks.connected(connected -> actions = connected).attend(new Answers());
    }

    /// Sees to it that the decoys exist and have contacts, and shows who has come and gone. To be called every minute;
    /// may block.
    public void tick() {
        Cast now = cast.get();
        for (BareJid decoy : now.accounts()) {
            make(decoy);
        }
        if (now.inRosters()) {
            befriend(now.accounts());
        }
        for (BareJid decoy : now.accounts()) {
            show(decoy);
        }
    }

    private void make(BareJid decoy) {
        if (accounts.find(decoy).isPresent()) {
            return;
        }
        Outcome outcome = administration.create(new NewAccount(decoy, passwords.next(PASSWORD_LENGTH), Role.USER));
        LOG.atInfo()
                .addKeyValue("account", decoy)
                .addKeyValue("outcome", outcome)
                .log("a decoy was made");
    }

    private void befriend(Set<BareJid> decoys) {
        ServerActions server = Objects.requireNonNull(actions);
        int begun = 0;
        for (BareJid decoy : decoys) {
            Set<BareJid> known = new HashSet<>();
            accounts.load(decoy, Set.of()).ifPresent(state -> state.roster().forEach(item -> known.add(item.jid())));
            for (Accounts.Summary account : administration.list(decoy.domain())) {
                if (begun >= BEFRIENDED_AT_ONCE) {
                    return;
                }
                if (account.enabled() && !decoys.contains(account.jid()) && !known.contains(account.jid())) {
                    begun++;
                    server.befriend(decoy, account.jid())
                            .orTimeout(WAIT.toSeconds(), TimeUnit.SECONDS)
                            .join();
                }
            }
        }
    }

    private void show(BareJid decoy) {
        OfficeHours.State now = hours.of(decoy, clock.instant());
        if (shown.put(decoy, now) == now) {
            return;
        }
        Objects.requireNonNull(actions).visit(decoy, account -> {
            for (RosterItem item : account.roster()) {
                if (item.subscription().from()) {
                    account.route(presence(decoy, item.jid(), now));
                }
            }
        });
    }

    private static Presence presence(BareJid decoy, Jid to, OfficeHours.State state) {
        Presence presence = Presence.of(
                state == OfficeHours.State.GONE ? Presence.Type.UNAVAILABLE : Presence.Type.AVAILABLE,
                decoy.with(RESOURCE),
                to);
        return state == OfficeHours.State.AWAY
                ? (Presence)
                        presence.withElement(presence.element().with(Element.of(Namespaces.CLIENT, "show", "away")))
                : presence;
    }

    /// Contacts ask who is there when they come.
    private final class Answers implements Hooks.Attendance {

        @Override
        public void available(AccountView account, AccountContext.DeviceView device, boolean initial) {
            // A decoy has no devices.
        }

        @Override
        public void admitted(AccountView account, BareJid contact) {
            // It sees nobody.
        }

        @Override
        public boolean probed(AccountView account, Presence probe) {
            Jid asker = probe.from();
            if (asker == null || !cast.get().accounts().contains(account.owner())) {
                return false;
            }
            RosterItem contact = account.contact(asker.bare());
            OfficeHours.State now = hours.of(account.owner(), clock.instant());
            if (contact == null || !contact.subscription().from() || now == OfficeHours.State.GONE) {
                return false;
            }
            account.route(presence(account.owner(), asker, now));
            return true;
        }
    }
}
