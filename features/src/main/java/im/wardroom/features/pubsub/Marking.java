// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Events;
import im.wardroom.server.extension.AccountContext.DeviceView;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Slot;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.util.Set;

/// The mark of events that nobody subscribed to by name: the recipient's account gives them to the devices that want
/// them, without the mark (XEP-0163 §4.3.2).
final class Marking implements Hooks.Filter {

    static final String NS = "urn:wardroom:pep:0";

    /// The nodes that a device wants events of.
    static final Slot<Set<String>> WANTED = Slot.of("wanted nodes", Set.of());

    private static final String MARK = "filtered";

    static Message marked(Message event) {
        return event.withElement(event.element().with(Element.of(NS, MARK)));
    }

    @Override
    public boolean concerns(Message headline) {
        return headline.element().has(NS, MARK);
    }

    @Override
    public boolean wants(DeviceView device, Message headline) {
        Set<String> wanted = device.get(WANTED);
        return !wanted.isEmpty()
                && Events.node(headline).filter(wanted::contains).isPresent();
    }

    @Override
    public Message shown(Message headline) {
        return headline.withElement(headline.element().without(NS, MARK));
    }
}
