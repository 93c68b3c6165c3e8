// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.blocking;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Set;

/// Which addresses a list of blocked ones matches (XEP-0191 §3.2).
final class BlockList {

    private BlockList() {}

    /// The addresses of a request's items, in their normal form.
    static List<Jid> items(Element request) {
        return request.elements(Blocking.NS, "item")
                .map(BlockList::address)
                .distinct()
                .toList();
    }

    static Jid address(Element item) {
        String text = item.attribute("jid");
        try {
            return Jid.parse(text == null ? "" : text);
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.JID_MALFORMED, "An item's address is not valid.");
        }
    }

    /// A full JID, a bare JID, a domain with a resource, and a domain: each blocks what it names.
    static boolean matches(Set<String> blocked, Jid peer) {
        if (blocked.isEmpty()) {
            return false;
        }
        BareJid domain = BareJid.of(peer.domain());
        Resource resource = peer.resource();
        return blocked.contains(peer.bare().toString())
                || blocked.contains(domain.toString())
                || resource != null
                        && (blocked.contains(peer.toString())
                                || blocked.contains(domain.with(resource).toString()));
    }
}
