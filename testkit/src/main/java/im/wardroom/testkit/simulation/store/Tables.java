// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.store.Audit;
import im.wardroom.store.Change;
import im.wardroom.store.Invitation;
import im.wardroom.store.ResumableStream;
import im.wardroom.store.StoreException;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Everything that is kept, at one moment: changes make a new one and leave the old one as it was.
final class Tables {

    private static final int STREAMS = 64;

    private final Map<BareJid, KeptAccount> accounts;
    private final Map<String, Invitation> invitations;
    private final Map<String, byte[]> settings;
    private final Map<StreamKey, KeptStream> streams;
    private final NavigableMap<Long, Audit.Line> audit;
    private final NavigableMap<Long, Audit.Head> heads;
    private long lastId;

    Tables() {
        accounts = new LinkedHashMap<>();
        invitations = new LinkedHashMap<>();
        settings = new LinkedHashMap<>();
        streams = new LinkedHashMap<>();
        audit = new TreeMap<>();
        heads = new TreeMap<>();
    }

    private Tables(Tables before) {
        accounts = new LinkedHashMap<>(before.accounts);
        invitations = new LinkedHashMap<>(before.invitations);
        settings = new LinkedHashMap<>(before.settings);
        streams = new LinkedHashMap<>(before.streams);
        audit = new TreeMap<>(before.audit);
        heads = new TreeMap<>(before.heads);
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

    NavigableMap<Long, Audit.Line> audit() {
        return audit;
    }

    NavigableMap<Long, Audit.Head> heads() {
        return heads;
    }

    private void append(Audit.Line line) {
        if (audit.putIfAbsent(line.seq(), line) != null) {
            throw new StoreException.Conflict("The record is there already.");
        }
    }

    @Nullable
    KeptStream stream(StreamKey key) {
        return streams.get(key);
    }

    /// The oldest first.
    List<ResumableStream> streamsOf(BareJid owner) {
        return streams.values().stream()
                .filter(stream -> stream.owner().equals(owner))
                .map(KeptStream::stream)
                .sorted(Comparator.comparing(ResumableStream::started)
                        .thenComparing(stream -> stream.key().value()))
                .toList();
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
            case Change.SetHold set -> changed(set.owner()).hold(set.held());
            case Change.AppendMessage append -> changed(append.owner()).log().append(append.entry());
            case Change.MoveCursor move -> changed(move.owner()).log().move(move);
            case Change.ReplaceMessage replace -> unlessHeld(replace.owner(), log -> log.replace(replace));
            case Change.SupersedeMessage supersede -> unlessHeld(supersede.owner(), log -> log.supersede(supersede));
            case Change.PruneMessages prune -> unlessHeld(prune.owner(), log -> log.prune(prune));
            case Change.PutStream put -> put(put);
            case Change.PutStreamState put -> stream(put.stream(), stream -> stream.with(put.state()));
            case Change.Handled handled -> stream(handled.stream(), stream -> stream.with(handled));
            case Change.Sent sent -> stream(sent.stream(), stream -> stream.with(sent));
            case Change.Confirm confirm -> stream(confirm.stream(), stream -> stream.with(confirm));
            case Change.RemoveStream remove -> streams.remove(remove.stream());
            case Change.PutDocument put -> changed(put.owner()).put(put);
            case Change.RemoveDocument remove -> changed(remove.owner()).remove(remove);
            case Change.PutNode put -> changed(put.owner()).put(put);
            case Change.RemoveNode remove -> changed(remove.owner()).remove(remove);
            case Change.PutAffiliation put -> changed(put.owner()).node(put.node(), node -> node.with(put));
            case Change.PutSubscription put -> changed(put.owner()).node(put.node(), node -> node.with(put));
            case Change.PutItem put -> changed(put.owner()).node(put.node(), node -> node.with(put));
            case Change.RemoveItem remove -> changed(remove.owner()).items(remove.node(), node -> node.without(remove));
            case Change.RemoveItems remove -> changed(remove.owner()).items(remove.node(), KeptNode::emptied);
            case Change.PutToken put -> changed(put.owner()).put(put.token());
            case Change.RemoveTokens remove -> changed(remove.owner()).removeTokens(remove.device());
            case Change.SawDevice saw -> changed(saw.owner()).saw(saw);
            case Change.PutInvitation put -> put(put.invitation());
            case Change.UseInvitation use -> use(use);
            case Change.RemoveInvitation remove -> invitations.remove(remove.token());
            case Change.PutGuardRecord _, Change.RemoveGuardRecord _, Change.PruneGuardRecords _ ->
                throw new UnsupportedOperationException("nothing is guarded in the simulation");
            case Change.PutUpload _, Change.CompleteUpload _, Change.RemoveUpload _ ->
                throw new UnsupportedOperationException("nothing is uploaded in the simulation");
            case Change.PurgeExpired purge -> purge(purge);
            case Change.AppendAudit append -> append(append.line());
            case Change.PutAuditHead put -> heads.put(put.head().hour(), put.head());
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
        if (changed(remove.jid()).summary().held()) {
            throw new StoreException.Conflict("The account " + remove.jid() + " is held.");
        }
        accounts.remove(remove.jid());
        streams.values().removeIf(stream -> remove.jid().equals(stream.owner()));
        invitations.values().removeIf(invitation -> remove.jid().equals(invitation.inviter()));
    }

    private void unlessHeld(BareJid owner, Consumer<KeptLog> change) {
        KeptAccount account = changed(owner);
        if (!account.summary().held()) {
            change.accept(account.log());
        }
    }

    private void put(Change.PutStream put) {
        changed(put.owner());
        ResumableStream stream = put.stream();
        streams.remove(stream.key());
        streams.values()
                .removeIf(other -> other.owner().equals(put.owner())
                        && other.stream().resource().equals(stream.resource()));
        streams.put(stream.key(), new KeptStream(put.owner(), stream));
        List<ResumableStream> all = streamsOf(put.owner());
        all.subList(0, Math.max(0, all.size() - STREAMS)).forEach(old -> streams.remove(old.key()));
    }

    /// One that ended needs no notes.
    private void stream(StreamKey key, UnaryOperator<KeptStream> change) {
        streams.computeIfPresent(key, (name, stream) -> change.apply(stream));
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

    private void purge(Change.PurgeExpired purge) {
        int left = purge.limit();
        for (BareJid jid : List.copyOf(accounts.keySet())) {
            left -= changed(jid).purge(purge.at(), left);
        }
        invitations.values().stream()
                .filter(invitation -> !purge.at().isBefore(invitation.expires()))
                .limit(purge.limit())
                .map(Invitation::token)
                .toList()
                .forEach(invitations::remove);
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
