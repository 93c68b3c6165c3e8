// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One change to what is kept. Changes that name an account fail with [StoreException.Missing] if there is none.
public sealed interface Change {

    /// Fails with [StoreException.Conflict] if the account exists.
    record CreateAccount(BareJid jid, Role role, Instant at, List<ScramKeys> keys) implements Change {
        public CreateAccount {
            keys = List.copyOf(keys);
        }
    }

    /// Removes the account and everything that belongs to it, the invitations that it made included.
    record RemoveAccount(BareJid jid) implements Change {}

    record SetEnabled(BareJid jid, boolean enabled) implements Change {}

    /// Replaces the keys and keeps the old ones of `SCRAM-SHA-256` in the history, the newest `keepOld` of them.
    record SetKeys(BareJid jid, Instant at, List<ScramKeys> keys, int keepOld) implements Change {
        public SetKeys {
            keys = List.copyOf(keys);
        }
    }

    /// Adds or replaces a roster item; `version` becomes the roster's version.
    record PutRosterItem(BareJid owner, RosterItem item, long version) implements Change {}

    record RemoveRosterItem(BareJid owner, BareJid contact, long version) implements Change {}

    /// Keeps a subscription request until the owner answers it; replaces an earlier one of the same contact.
    record PutRequest(BareJid owner, BareJid contact, byte[] presence) implements Change {}

    record RemoveRequest(BareJid owner, BareJid contact) implements Change {}

    /// Appends to the owner's message log. Numbers only grow; one that is taken fails with
    /// [StoreException.Conflict].
    record AppendMessage(BareJid owner, MessageLog.Entry entry) implements Change {}

    /// Leaves of an archived message what `remains` makes of its content. It is the newest that its sender gave the
    /// id, among the `depth` newest with the peer; if it is not there, nothing changes.
    record SupersedeMessage(
            BareJid owner,
            BareJid peer,
            MessageLog.Direction direction,
            String id,
            int depth,
            UnaryOperator<byte[]> remains)
            implements Change {}

    /// Leaves of the message of this number what `remains` makes of its content; if it is not there, nothing changes.
    record ReplaceMessage(BareJid owner, long seq, UnaryOperator<byte[]> remains) implements Change {}

    /// Everything up to and including `seq` is settled: what of it is not archived is dropped from the log. The
    /// cursor never moves back: an earlier `seq` changes nothing.
    record MoveCursor(BareJid owner, long seq) implements Change {}

    /// Removes archived and settled messages up to and including `seq`, the oldest `limit` of them.
    record PruneMessages(BareJid owner, long seq, int limit) implements Change {}

    /// Nothing of the account is pruned, replaced or removed while it is held.
    record SetHold(BareJid owner, boolean held) implements Change {}

    /// A stream that its client may resume. Replaces one of the same key, and that of the same resource; only the
    /// newest 64 of an account are kept.
    record PutStream(BareJid owner, ResumableStream stream) implements Change {}

    /// What a device is like, for its stream: to be restored when it is resumed.
    record PutStreamState(StreamKey stream, byte[] state) implements Change {}

    /// The client's stanza of this number is done.
    record Handled(StreamKey stream, long number) implements Change {}

    /// The stanza of this number on the stream is this message of the log.
    record Sent(StreamKey stream, long number, long seq) implements Change {}

    /// All of the client's stanzas up to `handled` are done, and it has all up to `acknowledged`. Either of them
    /// changes nothing if it is lower than before; 0 says nothing.
    record Confirm(StreamKey stream, long handled, long acknowledged) implements Change {}

    record RemoveStream(StreamKey stream) implements Change {}

    record PutDocument(BareJid owner, String namespace, String key, byte[] value) implements Change {}

    /// Removing what does not exist is no error.
    record RemoveDocument(BareJid owner, String namespace, String key) implements Change {}

    /// Makes a node, or changes its options; of its items, the newest `keep` stay.
    record PutNode(BareJid owner, String node, String options, int keep) implements Change {}

    /// Removes the node and all that belongs to it. Removing what does not exist is no error.
    record RemoveNode(BareJid owner, String node) implements Change {}

    /// Fails with [StoreException.Missing] if there is no such node.
    ///
    /// @param affiliation null removes it
    record PutAffiliation(
            BareJid owner,
            String node,
            BareJid entity,
            @Nullable String affiliation) implements Change {}

    /// Fails with [StoreException.Missing] if there is no such node.
    ///
    /// @param state null removes it
    record PutSubscription(
            BareJid owner,
            String node,
            Jid subscriber,
            @Nullable String state) implements Change {}

    /// Adds the item behind all others of the node; one with the same id goes. Only the newest `keep` items stay.
    /// Fails with [StoreException.Missing] if there is no such node.
    record PutItem(BareJid owner, String node, Nodes.Item item, int keep) implements Change {}

    /// Removing what does not exist is no error.
    record RemoveItem(BareJid owner, String node, String id) implements Change {}

    /// All of a node.
    record RemoveItems(BareJid owner, String node) implements Change {}

    /// Adds or replaces the token of this device and mechanism: the fresh one, or the one before it. Only the 20
    /// devices with the newest tokens keep theirs.
    record PutToken(BareJid owner, Token token) implements Change {}

    /// Removes the tokens of one device, or of all devices if `device` is null.
    record RemoveTokens(BareJid owner, @Nullable String device) implements Change {}

    /// A device signed in successfully from this address. Only the newest 20 devices and addresses of an
    /// account are kept.
    record SawDevice(BareJid owner, Device device, InetAddress address) implements Change {}

    record PutInvitation(Invitation invitation) implements Change {}

    /// Takes one use off the invitation. Fails with [StoreException.Missing] if it is not valid at that time (any
    /// more).
    record UseInvitation(String token, Instant at) implements Change {}

    record RemoveInvitation(String token) implements Change {}

    /// Gives room for a file. Fails with [StoreException.Full] if its owner has `maxFiles` files already, or would have
    /// more than `maxBytes`, and with [StoreException.Conflict] if the id is taken.
    record PutUpload(Upload upload, long maxBytes, long maxFiles) implements Change {}

    /// The content is there. Fails with [StoreException.Missing] if no room was given for it, or it was there already.
    record CompleteUpload(String id, byte[] sha256) implements Change {}

    /// Removing what does not exist is no error.
    record RemoveUpload(String id) implements Change {}

    /// Removes tokens and invitations that had expired at that time, at most `limit` of each: for doing it bit
    /// by bit.
    record PurgeExpired(Instant at, int limit) implements Change {}

    /// Fails with [StoreException.Conflict] if there is a record of this number.
    record AppendAudit(Audit.Line line) implements Change {}

    /// Replaces the head of the same hour.
    record PutAuditHead(Audit.Head head) implements Change {}

    record PutSetting(String key, byte[] value) implements Change {}

    /// Adds or replaces what the guard keeps.
    record PutGuardRecord(GuardRecords.Entry entry) implements Change {}

    /// Removing what does not exist is no error.
    record RemoveGuardRecord(GuardRecords.Kind kind, String id) implements Change {}

    /// Removes those from before the given time, the oldest `limit` of them.
    record PruneGuardRecords(GuardRecords.Kind kind, Instant before, int limit) implements Change {}
}
