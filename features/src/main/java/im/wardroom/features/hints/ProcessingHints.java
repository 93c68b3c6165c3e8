// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.hints;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Hooks.Keeping.Decision;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// Message Processing Hints (XEP-0334): the sender's wish whether a message is kept. `no-copy` is read by the copies.
public final class ProcessingHints implements Feature {

    private static final String NS = "urn:xmpp:hints";

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(334, "1.0.0"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.keep(ProcessingHints::decide).serverFeature(NS);
    }

    static Decision decide(Message message) {
        Element element = message.element();
        if (element.has(NS, "no-store") || element.has(NS, "no-permanent-store")) {
            return Decision.DO_NOT_KEEP;
        }
        return element.has(NS, "store") ? Decision.KEEP : Decision.NO_OPINION;
    }
}
