// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.util.HashMap;
import java.util.Map;

/// Compares, when everything is healed, what the server promised with what the devices saw.
final class Checker {

    private static final int NUMBER_RADIX = 36;

    /// One device's messages to one account.
    private record Conversation(Device sender, Object recipient) {}

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
        if (sent.stanzaIds.size() > Math.max(sent.transmissions, 1)) {
            ledger.violated(
                    sent + " was sent " + sent.transmissions + " times and has the stanza-ids " + sent.stanzaIds);
        }
    }

    /// In the recipient's log, and so wherever it is read in the order of the stanza-ids, a conversation is in order;
    /// but for what was refused and then sent again.
    private void checkOrder() {
        Map<Conversation, Sent> last = new HashMap<>();
        for (Sent sent : ledger.all()) {
            if (!sent.stanzaIds.isEmpty() && !sent.refused) {
                Sent before = last.put(new Conversation(sent.sender, sent.recipient), sent);
                if (before != null && place(before) > place(sent)) {
                    ledger.violated(sent + " is in the log before " + before.id() + ", which was sent before it");
                }
            }
        }
    }

    /// Where it stands first in the recipient's log.
    private static long place(Sent sent) {
        return sent.stanzaIds.stream().mapToLong(Checker::place).min().orElseThrow();
    }

    /// A stanza-id says which account it is of, and which message of that account's log.
    static long place(String stanzaId) {
        return Long.parseLong(stanzaId.substring(stanzaId.indexOf('-') + 1), NUMBER_RADIX);
    }
}
