// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.store.MessageLog;
import im.wardroom.store.MessageLog.Direction;
import im.wardroom.xmpp.address.BareJid;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compares, when everything is healed, what the server promised with what the devices saw.
final class Checker {

    /// One device's messages to one account.
    private record Conversation(Device sender, Object recipient) {}

    /// In an archive, what has a certain id.
    private record Place(
            BareJid owner, Direction direction, @Nullable String id) {}

    private final Ledger ledger;

    Checker(Ledger ledger) {
        this.ledger = ledger;
    }

    void check() {
        ledger.all().forEach(this::check);
        checkOrder();
    }

    private void check(Sent sent) {
        boolean known = sent.refused || sent.isDelivered();
        if (sent.acknowledged && !known) {
            ledger.violated(sent
                    + (sent.reported ? " was acknowledged, and its refusal is lost" : " was acknowledged and is lost"));
        } else if (sent.acknowledged && sent.early && !sent.refused) {
            ledger.violated(sent + " was acknowledged before it was on disk");
        }
        if (sent.transmissions > 0 && sent.sender.uses198() && !sent.acknowledged && !sent.refused) {
            ledger.violated(sent + " was never acknowledged");
        }
        int most = Math.max(sent.transmissions, 1);
        if (sent.places.size() > most || sent.ownPlaces.size() > most) {
            ledger.violated(sent + " was sent " + sent.transmissions + " times and is in the log at " + sent.places
                    + ", in the sender's at " + sent.ownPlaces);
        }
    }

    /// In the recipient's log, and so wherever it is read in the order of the stanza-ids, a conversation is in order;
    /// but for what was refused and then sent again.
    private void checkOrder() {
        Map<Conversation, Sent> last = new HashMap<>();
        for (Sent sent : ledger.all()) {
            if (sent.durable > 0 && !sent.refused && !sent.reported) {
                Sent before = last.put(new Conversation(sent.sender, sent.recipient), sent);
                if (before != null && before.place > sent.place) {
                    ledger.violated(sent + " is in the log before " + before.id() + ", which was sent before it");
                }
            }
        }
    }

    /// What is archived is in both logs or in none, as often as it was done, and never more often than it was sent;
    /// but what was refused is in the sender's only, whether the sender came to hear of it or not.
    void checkArchives(MessageLog messages) {
        Map<Place, Integer> counts = new HashMap<>();
        ledger.all().stream()
                .flatMap(sent -> Stream.of(sent.sender.account(), sent.recipient))
                .distinct()
                .forEach(owner -> messages.search(owner, MessageLog.Query.ALL, false, Integer.MAX_VALUE)
                        .entries()
                        .forEach(entry ->
                                counts.merge(new Place(owner, entry.direction(), entry.id()), 1, Integer::sum)));
        ledger.all().forEach(sent -> checkArchives(sent, counts));
    }

    private void checkArchives(Sent sent, Map<Place, Integer> counts) {
        int received = counts.getOrDefault(new Place(sent.recipient, Direction.RECEIVED, sent.id()), 0);
        int own = counts.getOrDefault(new Place(sent.sender.account(), Direction.SENT, sent.id()), 0);
        boolean toItself = sent.recipient.equals(sent.sender.account());
        boolean differ = !toItself && (sent.refused || sent.reported ? own < received : own != received);
        if (differ || Math.max(own, received) > Math.max(sent.transmissions, 1)) {
            ledger.violated(sent + " was sent " + sent.transmissions + " times; it is " + received
                    + " times in the recipient's archive and " + own + " times in the sender's");
        }
    }
}
