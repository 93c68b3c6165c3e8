// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The accounts, their credentials and rosters. Every method may block.
public interface Accounts {

    /// An account as a list shows it.
    ///
    /// @param held nothing of it is removed, whatever the rules of retention say
    record Summary(BareJid jid, Role role, boolean enabled, boolean held, Instant created, Instant passwordChanged) {}

    /// What authentication needs to know.
    ///
    /// @param oldKeys `SCRAM-SHA-256` keys of earlier passwords, newest first
    record Credentials(Summary account, List<ScramKeys> keys, List<ScramKeys> oldKeys) {}

    /// What the account's entity starts from.
    ///
    /// @param id never used again for another account, even after removal
    /// @param cursor everything up to here is settled
    /// @param lastSeq the highest number that was given to a message
    /// @param waiting the numbers of the messages for the owner beyond the cursor, in order
    /// @param lastArrival when the last message was logged, or 1970
    /// @param requests stored subscription requests, by contact
    /// @param documents by namespace and key, of the namespaces asked for
    /// @param nodes without their items
    record State(
            long id,
            Summary account,
            long cursor,
            long lastSeq,
            List<Long> waiting,
            Instant lastArrival,
            long rosterVersion,
            List<RosterItem> roster,
            Map<BareJid, byte[]> requests,
            Map<String, Map<String, byte[]>> documents,
            List<Nodes.Node> nodes) {}

    Optional<Summary> find(BareJid jid);

    Optional<Credentials> credentials(BareJid jid);

    Optional<State> load(BareJid jid, Set<String> documentNamespaces);

    /// In order of their addresses, those after `after` (all if it is empty).
    List<Summary> list(Domain domain, String after, int limit);

    long count(Domain domain);
}
