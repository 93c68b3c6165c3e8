// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import im.wardroom.guard.audit.Entry;
import im.wardroom.server.audit.Actor;
import im.wardroom.server.audit.AuditTrail;
import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.sasl.ScramHash;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes, changes and removes accounts. Every method blocks until its change is on disk. Thread-safe.
public final class AccountAdministration {

    private static final Logger LOG = LoggerFactory.getLogger(AccountAdministration.class);
    private static final int PAGE = 1_000;
    private static final String DISABLED = "The account was disabled.";

    private final Store store;
    private final AccountRules rules;
    private final KeyDerivation keys;
    private final SessionEnder sessions;
    private final Safeguards safeguards;
    private final Clock clock;
    private volatile Function<BareJid, List<Change>> outfit = account -> List.of();

    public AccountAdministration(
            Store store,
            AccountRules rules,
            KeyDerivation keys,
            SessionEnder sessions,
            Safeguards safeguards,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.keys = keys;
        this.sessions = sessions;
        this.safeguards = safeguards;
        this.clock = clock;
    }

    /// Ends the sessions of an account, as all that is done here does.
    public SessionEnder sessions() {
        return sessions;
    }

    /// Where it is written down what is done here, and may be by others who do something to accounts.
    public AuditTrail trail() {
        return safeguards.trail();
    }

    public Safeguards safeguards() {
        return safeguards;
    }

    public AccountRules rules() {
        return rules;
    }

    public Outcome create(NewAccount account) {
        return create(account, List.of());
    }

    /// @param together changes that are made if, and only if, the account is: the use of its invitation, its first
    ///     contacts
    public Outcome create(NewAccount account, List<Change> together) {
        BareJid jid = account.jid();
        if (!rules.domains().contains(jid.domain()) || jid.local() == null) {
            return new Outcome.ForeignDomain(jid.domain(), rules.domains());
        }
        List<String> reasons = reasonsAgainst(jid, account.password(), List.of());
        if (!reasons.isEmpty()) {
            return new Outcome.PasswordRefused(reasons);
        }
        List<Change> changes = new ArrayList<>();
        changes.addAll(creation(account));
        changes.addAll(together);
        try {
            commit(changes);
            var _ = noteCreated(jid, account.role());
            return new Outcome.Done(jid);
        } catch (StoreException.Conflict e) {
            return new Outcome.AlreadyExists(jid);
        }
    }

    /// What every new account has from the beginning, in the same transaction.
    public void atCreation(Function<BareJid, List<Change>> outfit) {
        this.outfit = outfit;
    }

    List<Change> creation(NewAccount account) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.CreateAccount(
                account.jid(), account.role(), clock.instant(), keys.derive(account.password())));
        changes.addAll(outfit.apply(account.jid()));
        return changes;
    }

    /// Ends the account's sessions and its tokens: whoever knew the old password is out.
    public Outcome changePassword(BareJid account, Secret password) {
        return changePassword(account, password, sessions);
    }

    /// @param affected ends the sessions that shall not go on: of a user who changes the own password, all others
    public Outcome changePassword(BareJid account, Secret password, SessionEnder affected) {
        Optional<Accounts.Credentials> current = store.accounts().credentials(account);
        if (current.isEmpty()) {
            return new Outcome.NoSuchAccount(account);
        }
        List<String> reasons = reasonsAgainst(account, password, earlier(current.get()));
        if (!reasons.isEmpty()) {
            return new Outcome.PasswordRefused(reasons);
        }
        int keepOld = Math.max(0, rules.passwords().history() - 1);
        Outcome outcome = change(
                "password-changed",
                account,
                List.of(
                        new Change.SetKeys(account, clock.instant(), keys.derive(password), keepOld),
                        new Change.RemoveTokens(account, null)));
        if (outcome instanceof Outcome.Done) {
            affected.end(account, "The password was changed; sign in with the new one.");
        }
        return outcome;
    }

    private static List<ScramKeys> earlier(Accounts.Credentials credentials) {
        Stream<ScramKeys> current =
                credentials.keys().stream().filter(k -> k.mechanism().equals(ScramHash.SHA_256.mechanism()));
        return Stream.concat(current, credentials.oldKeys().stream()).toList();
    }

    List<String> reasonsAgainst(BareJid account, Secret password, List<ScramKeys> earlier) {
        if (!KeyDerivation.isPossible(password)) {
            return List.of("it is empty or has characters that cannot be used in a password");
        }
        return rules.passwords().check(account, password, earlier);
    }

    public Outcome enable(BareJid account) {
        return change("account-enabled", account, List.of(new Change.SetEnabled(account, true)));
    }

    /// The account and what it has stay; nobody can sign in to it.
    public Outcome disable(BareJid account) {
        return disable(account, sessions);
    }

    /// @param affected ends the sessions: once while the account can still be loaded, so that what belongs to sessions
    ///     goes with them, such as whom to wake; and once more, as a device may have signed in meanwhile
    public Outcome disable(BareJid account, SessionEnder affected) {
        if (!exists(account)) {
            return new Outcome.NoSuchAccount(account);
        }
        try {
            sessions.end(account, DISABLED);
        } catch (RuntimeException e) {
            // It is shut out all the same; whether its sessions end then is for whoever asked.
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("account", account)
                    .log("the sessions of an account that is being disabled could not be ended yet");
        }
        Outcome outcome = change(
                "account-disabled",
                account,
                List.of(new Change.SetEnabled(account, false), new Change.RemoveTokens(account, null)));
        if (outcome instanceof Outcome.Done) {
            affected.end(account, DISABLED);
        }
        return outcome;
    }

    /// Its devices may sign in again at once.
    public Outcome endSessions(BareJid account) {
        if (!exists(account)) {
            return new Outcome.NoSuchAccount(account);
        }
        trail().require(entry("sessions-ended", account));
        sessions.end(account, "An administrator ended this session.");
        return new Outcome.Done(account);
    }

    /// The account goes with everything that belongs to it.
    public Outcome remove(BareJid account) {
        return remove(account, sessions);
    }

    /// @param affected ends the sessions: of a user who removes the own account, after the answer
    public Outcome remove(BareJid account, SessionEnder affected) {
        Outcome outcome =
                remove(List.of(new Change.RemoveTokens(account, null), new Change.RemoveAccount(account)), account);
        if (outcome instanceof Outcome.Done) {
            affected.end(account, "The account was removed.");
            safeguards.lockout().unlock(account);
        }
        return outcome;
    }

    private Outcome remove(List<Change> changes, BareJid account) {
        try {
            return change("account-removed", account, changes);
        } catch (StoreException.Conflict e) {
            return new Outcome.UnderHold(account);
        }
    }

    /// Nothing of the account is pruned, replaced or removed while it is held.
    public Outcome hold(BareJid account, boolean held) {
        return change(held ? "hold-begun" : "hold-ended", account, List.of(new Change.SetHold(account, held)));
    }

    /// Forgets the wrong passwords that were tried.
    public Outcome unlock(BareJid account) {
        if (store.accounts().find(account).isEmpty()) {
            return new Outcome.NoSuchAccount(account);
        }
        trail().require(entry("account-unlocked", account));
        safeguards.lockout().unlock(account);
        return new Outcome.Done(account);
    }

    public boolean isLocked(BareJid account) {
        return safeguards.lockout().isLocked(account);
    }

    /// In order of their addresses.
    public List<Accounts.Summary> list(Domain domain) {
        List<Accounts.Summary> all = new ArrayList<>();
        List<Accounts.Summary> page = store.accounts().list(domain, "", PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = page.size() < PAGE
                    ? List.of()
                    : store.accounts().list(domain, page.getLast().jid().toString(), PAGE);
        }
        return all;
    }

    boolean exists(BareJid account) {
        return store.accounts().find(account).isPresent();
    }

    private Outcome change(String deed, BareJid account, List<Change> changes) {
        try {
            commit(changes);
            var _ = trail().note(entry(deed, account));
            return new Outcome.Done(account);
        } catch (StoreException.Missing e) {
            return new Outcome.NoSuchAccount(account);
        }
    }

    CompletableFuture<Void> noteCreated(BareJid account, Role role) {
        return trail().note(entry("account-created", account).with("role", role));
    }

    private static Entry entry(String deed, BareJid account) {
        return Entry.of(Entry.Kind.ADMINISTRATION, Actor.current(account), deed, Map.of("account", account.toString()));
    }

    /// Nothing is done that could not be written down afterwards.
    ///
    /// @throws StoreException why it could not be done
    void commit(List<Change> changes) {
        trail().admit();
        try {
            store.commit(changes).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
