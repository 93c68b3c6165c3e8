// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was sent, acknowledged, kept, shown and refused, seen from outside of the server. It notes at once what can
/// never be right; the [Checker] looks at the rest in the end.
final class Ledger {

    private static final String ID = " id='m";

    private final Scheduler scheduler;
    private final Trace trace;
    private final List<Sent> all = new ArrayList<>();
    private final Map<String, Sent> byStanzaId = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long transmissions;
    private long shown;
    private long repeated;
    private long resumed;
    private long restored;

    Ledger(Scheduler scheduler, Trace trace) {
        this.scheduler = scheduler;
        this.trace = trace;
    }

    void violated(String what) {
        trace.note("checker", what);
        violations.add(what);
    }

    List<String> violations() {
        return violations;
    }

    List<Sent> all() {
        return all;
    }

    Sent compose(Device sender, BareJid recipient) {
        Sent sent = new Sent(all.size(), sender, recipient);
        all.add(sent);
        return sent;
    }

    void transmitted(Sent sent) {
        sent.transmissions++;
        transmissions++;
    }

    void resumed() {
        resumed++;
    }

    /// A stream of an earlier life of the server goes on.
    void restored() {
        restored++;
    }

    /// Changes that outlive a power cut from now on.
    void durable(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.AppendMessage append) {
                MessageLog.Entry entry = append.entry();
                Sent sent = find(new String(entry.stanza(), StandardCharsets.ISO_8859_1));
                if (sent != null
                        && sent.durable == 0
                        && entry.direction() == MessageLog.Direction.RECEIVED
                        && append.owner().equals(sent.recipient)) {
                    sent.durable = scheduler.steps();
                    sent.place = entry.seq();
                    trace.note("disk", "keeps", sent.id());
                }
            }
        }
    }

    private @Nullable Sent find(String stanza) {
        int at = stanza.indexOf(ID);
        return at < 0 ? null : find(stanza, at + ID.length());
    }

    private Sent find(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return all.get(Integer.parseInt(text, from, end, 10));
    }

    /// A message of this id was sent by one of the devices.
    private Sent of(String id) {
        return find(id, 1);
    }

    /// @param said the step in which the server said so
    void acknowledged(Sent sent, long said) {
        sent.acknowledged = true;
        sent.early |= sent.durable == 0 || sent.durable > said;
        trace.note(sent.sender.toString(), "acknowledged", sent.id());
    }

    /// An error is on its way to the sender.
    void reported(String id) {
        of(id).reported = true;
    }

    void refused(Device device, String id) {
        Sent sent = of(id);
        sent.refused = true;
        trace.note(device.toString(), "refused", id);
        // The report of a device that does not come back goes to another one of the same person.
        if (!sent.sender.account().equals(device.account())) {
            violated(id + " was refused to " + device + ", whose account did not send it");
        }
    }

    /// A device without stream management was sent these bytes, and its connection took them.
    void taken(byte[] bytes) {
        Sent sent = find(new String(bytes, StandardCharsets.ISO_8859_1));
        if (sent != null) {
            sent.taken = true;
        }
    }

    /// @param again the device had it under this stanza-id
    void received(Device device, String stanzaId, String id, boolean again) {
        Sent sent = of(id);
        Sent known = byStanzaId.putIfAbsent(device.account() + " " + stanzaId, sent);
        if (known != null && known != sent) {
            violated("stanza-id " + stanzaId + " stands for " + known.id() + " and for " + id);
        }
        sent.places.add(device.place(stanzaId));
        sent.shownBy.add(device);
        sent.shown = true;
        if (again) {
            repeated++;
        } else {
            shown++;
        }
    }

    /// A device got a copy of what another one of its account sent.
    void copied(Device device, String stanzaId, String id) {
        Sent sent = of(id);
        sent.ownPlaces.add(device.place(stanzaId));
        if (!sent.sender.account().equals(device.account())) {
            violated(id + " was copied to " + device + ", whose account did not send it");
        }
    }

    /// Whether another device of the account has the stanza's message.
    boolean isWithAnother(Device device, String stanza) {
        Sent sent = find(stanza);
        return sent != null
                && (sent.taken || sent.refused || sent.shownBy.stream().anyMatch(other -> other != device));
    }

    Outcome.Counts counts(long crashes) {
        return new Outcome.Counts(
                scheduler.steps(),
                transmissions,
                all.stream().filter(s -> s.acknowledged).count(),
                all.stream().filter(s -> s.refused).count(),
                shown,
                repeated,
                resumed,
                restored,
                crashes);
    }
}
