// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.store.Change;
import im.wardroom.store.Invitation;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that is kept, at one moment: changes make a new one and leave the old one as it was.
final class Tables {

    private final Map<BareJid, KeptAccount> accounts;
    private final Map<String, Invitation> invitations;
    private final Map<String, byte[]> settings;
    private long lastId;

    Tables() {
        accounts = new LinkedHashMap<>();
        invitations = new LinkedHashMap<>();
        settings = new LinkedHashMap<>();
    }

    private Tables(Tables before) {
        accounts = new LinkedHashMap<>(before.accounts);
        invitations = new LinkedHashMap<>(before.invitations);
        settings = new LinkedHashMap<>(before.settings);
        lastId = before.lastId;
    }

    Map<BareJid, KeptAccount> accounts() {
        return accounts;
    }

    @Nullable
    KeptAccount account(BareJid jid) {
        return accounts.get(jid);
    }

    Map<String, Invitation> invitations() {
        return invitations;
    }

    Map<String, byte[]> settings() {
        return settings;
    }

    /// What is kept after all of these.
    ///
    /// @throws StoreException if one of them is refused
    Tables with(List<Change> changes) {
        Tables next = new Tables(this);
        for (Change change : changes) {
            try {
                next.apply(change);
            } catch (ArithmeticException e) {
                throw new StoreException("A change cannot be written.", e);
            }
        }
        return next;
    }

    private void apply(Change change) {
        switch (change) {
            case Change.CreateAccount create -> create(create);
            case Change.RemoveAccount remove -> remove(remove);
            case Change.SetEnabled set -> changed(set.jid()).enable(set.enabled());
            case Change.SetKeys set -> changed(set.jid()).set(set);
            case Change.PutRosterItem put -> changed(put.owner()).put(put);
            case Change.RemoveRosterItem remove -> changed(remove.owner()).remove(remove);
            case Change.PutRequest put -> changed(put.owner()).put(put);
            case Change.RemoveRequest remove -> changed(remove.owner()).remove(remove);
            case Change.AppendMessage append -> changed(append.owner()).append(append);
            case Change.MoveCursor move -> changed(move.owner()).move(move);
            case Change.PutDocument put -> changed(put.owner()).put(put);
            case Change.RemoveDocument remove -> changed(remove.owner()).remove(remove);
            case Change.PutToken put -> changed(put.owner()).put(put.token());
            case Change.RemoveTokens remove -> changed(remove.owner()).removeTokens(remove.device());
            case Change.SawDevice saw -> changed(saw.owner()).saw(saw);
            case Change.PutInvitation put -> put(put.invitation());
            case Change.UseInvitation use -> use(use);
            case Change.RemoveInvitation remove -> invitations.remove(remove.token());
            case Change.PutSetting put -> settings.put(put.key(), put.value());
        }
    }

    /// The account, free to be changed.
    private KeptAccount changed(BareJid jid) {
        KeptAccount account = accounts.get(jid);
        if (account == null) {
            throw new StoreException.Missing("There is no account " + jid + ".");
        }
        KeptAccount copy = account.copy();
        accounts.put(jid, copy);
        return copy;
    }

    private void create(Change.CreateAccount create) {
        if (accounts.containsKey(create.jid())) {
            throw new StoreException.Conflict("The account " + create.jid() + " exists already.");
        }
        accounts.put(create.jid(), new KeptAccount(++lastId, create));
    }

    private void remove(Change.RemoveAccount remove) {
        changed(remove.jid());
        accounts.remove(remove.jid());
        invitations.values().removeIf(invitation -> remove.jid().equals(invitation.inviter()));
    }

    private void put(Invitation invitation) {
        Instant created = KeptAccount.millis(invitation.created());
        Instant expires = KeptAccount.millis(invitation.expires());
        invitations.put(
                invitation.token(),
                new Invitation(
                        invitation.token(),
                        invitation.domain(),
                        invitation.inviter(),
                        invitation.reserved(),
                        created,
                        expires,
                        invitation.uses()));
    }

    private void use(Change.UseInvitation use) {
        Invitation found = invitations.get(use.token());
        if (found == null || !found.validAt(use.at())) {
            throw new StoreException.Missing("The invitation does not exist or is not valid any more.");
        }
        invitations.put(
                use.token(),
                new Invitation(
                        found.token(),
                        found.domain(),
                        found.inviter(),
                        found.reserved(),
                        found.created(),
                        found.expires(),
                        found.uses() - 1));
    }
}
