// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.offline;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Hooks.Keeping.Decision;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import java.util.List;
import java.util.Set;

/// Best practices for offline messages (XEP-0160 §3): what is worth keeping. The log beyond the account's cursor is
/// where they wait.
public final class OfflineMessages implements Feature {

    /// Children that say nothing when they come late.
    private static final Set<String> PASSING = Set.of(
            "http://jabber.org/protocol/chatstates",
            "urn:xmpp:hints",
            "urn:xmpp:sid:0",
            "urn:xmpp:delay",
            "http://jabber.org/protocol/nick");

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(160, "1.0.1"), Specification.xep(203, "2.0"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.keep(OfflineMessages::decide).serverFeature("msgoffline");
    }

    static Decision decide(Message message) {
        for (Node node : message.element().children()) {
            if (node instanceof Element child
                    && !child.name().equals("thread")
                    && !PASSING.contains(child.namespace())) {
                return Decision.KEEP;
            }
        }
        return Decision.DO_NOT_KEEP;
    }
}
