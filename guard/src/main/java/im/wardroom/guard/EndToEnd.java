// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;

/// What is encrypted for the recipient's eyes alone: OMEMO (XEP-0384), OX (XEP-0373), OpenPGP in its older form
/// (XEP-0027). Nobody here can look into it. Pure functions.
public final class EndToEnd {

    private EndToEnd() {}

    public static boolean is(Element element) {
        String namespace = element.namespace();
        return namespace.startsWith("eu.siacs.conversations.axolotl")
                || namespace.startsWith("urn:xmpp:omemo:")
                || namespace.startsWith("urn:xmpp:openpgp:")
                || namespace.equals("jabber:x:encrypted")
                || namespace.equals("jabber:x:signed");
    }

    /// Whether something in it is.
    public static boolean isIn(Stanza stanza) {
        for (var node : stanza.element().children()) {
            if (node instanceof Element child && is(child)) {
                return true;
            }
        }
        return false;
    }
}
