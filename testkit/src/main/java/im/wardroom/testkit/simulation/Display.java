// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.xmpp.xml.Element;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What one device shows: each message once, by its stanza-id (XEP-0359).
final class Display {

    private static final String STANZA_ID = "urn:xmpp:sid:0";
    private static final String CARBONS = "urn:xmpp:carbons:2";
    private static final String FORWARD = "urn:xmpp:forward:0";
    private static final String DELAY = "urn:xmpp:delay";

    private final Device device;
    private final Ledger ledger;
    private final Set<String> shown = new HashSet<>();

    Display(Device device, Ledger ledger) {
        this.device = device;
        this.ledger = ledger;
    }

    void show(DeviceStream stream, Element message) {
        Element received = message.child(CARBONS, "received");
        if ("error".equals(message.attribute("type"))) {
            ledger.refused(device, message.attribute("id", ""));
        } else if (received != null) {
            received.elements(FORWARD, "forwarded")
                    .flatMap(Element::elements)
                    .forEach(copied -> shown(copied, stanzaId(copied)));
        } else if (message.has(CARBONS, "sent")) {
            Objects.requireNonNull(message.child(CARBONS, "sent"))
                    .elements(FORWARD, "forwarded")
                    .flatMap(Element::elements)
                    .forEach(this::sentElsewhere);
        } else {
            own(stream, message);
        }
    }

    /// A copy of what another device of the account sent; it has an id if it is in the account's own log.
    private void sentElsewhere(Element copied) {
        findStanzaId(copied).ifPresent(stanzaId -> {
            boolean again = !shown.add(stanzaId);
            device.note(again ? "got its copy again" : "shows its copy", copied.attribute("id", ""), stanzaId);
            ledger.copied(device, stanzaId, copied.attribute("id", ""));
        });
    }

    private void own(DeviceStream stream, Element message) {
        String stanzaId = stanzaId(message);
        if (!message.has(DELAY, "delay")) {
            long place = device.place(stanzaId);
            if (place <= stream.lastLive) {
                ledger.violated(device + " got " + message.attribute("id") + " out of order");
            }
            stream.lastLive = place;
        }
        shown(message, stanzaId);
    }

    private void shown(Element message, String stanzaId) {
        boolean again = !shown.add(stanzaId);
        device.note(again ? "got again" : "shows", message.attribute("id", ""), stanzaId);
        ledger.received(device, stanzaId, message.attribute("id", ""), again);
    }

    private String stanzaId(Element message) {
        return findStanzaId(message)
                .orElseThrow(() -> new IllegalStateException("a message without a stanza-id: " + message));
    }

    private Optional<String> findStanzaId(Element message) {
        String by = device.account().toString();
        return message.elements(STANZA_ID, "stanza-id")
                .filter(id -> by.equals(id.attribute("by")))
                .findFirst()
                .map(id -> id.attribute("id", ""));
    }
}
