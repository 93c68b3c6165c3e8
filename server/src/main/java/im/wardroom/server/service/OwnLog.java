// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.service;

import im.wardroom.store.Accounts;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Numbers and times of what an entity appends to its log. Nobody is shown a number before it is on disk, so that none
/// need be skipped after a crash. Belongs to the entity.
final class OwnLog {

    /// A clock that ran ahead by more than this was wrong: the log's time goes back with it.
    private static final Duration TOLERATED_LEAD = Duration.ofHours(1);

    private long last;
    private Instant lastArrival;

    OwnLog(Optional<Accounts.State> kept) {
        last = kept.map(Accounts.State::lastSeq).orElse(0L);
        lastArrival = kept.map(Accounts.State::lastArrival).orElse(Instant.EPOCH);
    }

    MessageLog.Entry next(Instant now, Jid peer, Message message) {
        if (now.isAfter(lastArrival) || now.plus(TOLERATED_LEAD).isBefore(lastArrival)) {
            lastArrival = now;
        }
        last++;
        return new MessageLog.Entry(
                last,
                lastArrival,
                MessageLog.Direction.RECEIVED,
                true,
                peer,
                message.id(),
                message.element().toBytes());
    }
}
