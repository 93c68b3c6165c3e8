// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.server.audit.Actor;
import im.wardroom.server.credential.NewAccount;
import im.wardroom.server.credential.Outcome;
import im.wardroom.server.credential.PasswordGenerator;
import im.wardroom.server.credential.Secret;
import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Localpart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the accounts that nobody has asked for by name: the first administrator, and those of a demonstration.
public final class FirstStart {

    private final Wardroom wardroom;
    private final PasswordGenerator passwords;

    public FirstStart(Wardroom wardroom, PasswordGenerator passwords) {
        this.wardroom = wardroom;
        this.passwords = passwords;
    }

    /// The administrator's account, if there was no account at all.
    public Optional<NewAccount> administrator() throws StartFailure {
        boolean empty = wardroom.configuration().domains().stream()
                .allMatch(domain -> wardroom.store().accounts().count(domain) == 0);
        Optional<NewAccount> administrator = empty ? create("admin", Role.ADMINISTRATOR) : Optional.empty();
        if (administrator.isPresent()) {
            wardroom.guard().refreshOfficers();
        }
        return administrator;
    }

    /// Two people in each other's rosters; those who were there already keep their passwords.
    public List<NewAccount> demonstration() throws StartFailure {
        List<NewAccount> created = new ArrayList<>();
        create("alice", Role.USER).ifPresent(created::add);
        create("bob", Role.USER).ifPresent(created::add);
        if (created.size() == 2) {
            BareJid alice = created.getFirst().jid();
            BareJid bob = created.getLast().jid();
            wardroom.store()
                    .commit(List.of(contact(alice, bob, "Bob"), contact(bob, alice, "Alice")))
                    .join();
        }
        return created;
    }

    private static Change contact(BareJid owner, BareJid contact, String name) {
        RosterItem item =
                RosterItem.none(contact).with(RosterItem.Subscription.BOTH).named(name, List.of());
        return new Change.PutRosterItem(owner, item, 1);
    }

    private Optional<NewAccount> create(String name, Role role) throws StartFailure {
        BareJid jid = BareJid.of(new Localpart(name), wardroom.configuration().mainDomain());
        Secret password = passwords.next(wardroom.configuration().password().minLength());
        NewAccount account = new NewAccount(jid, password, role);
        return switch (Actor.as("server", () -> wardroom.administration().create(account))) {
            case Outcome.Done _ -> Optional.of(account);
            case Outcome.AlreadyExists _ -> Optional.empty();
            case Outcome.NoSuchAccount _, Outcome.ForeignDomain _, Outcome.UnderHold _ ->
                throw new StartFailure("the account " + jid + " could not be made");
            case Outcome.PasswordRefused refused ->
                throw new StartFailure("a random password for " + jid + " was refused: "
                        + String.join("; ", refused.reasons()) + "; loosen the rules under [password]");
        };
    }
}
