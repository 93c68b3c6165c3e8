// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.indicator;

import im.wardroom.guard.Act;
import im.wardroom.guard.Origin;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/// Acts for tests, out of XML.
public final class Acts {

    public static final Instant NOW = Instant.parse("2026-11-27T03:00:00Z");

    private Acts() {}

    /// @param xml of a stanza; its `from` is who sends it, romeo's phone by default
    public static Act act(String xml) {
        return act(xml, NOW);
    }

    public static Act act(String xml, Instant at) {
        Element element = Element.read(xml.getBytes(StandardCharsets.UTF_8), Namespaces.CLIENT);
        Stanza stanza = Stanza.parse(
                element.attribute("from") == null ? element.with("from", "romeo@montague.example/phone") : element);
        return new Act(new Origin(Objects.requireNonNull(stanza.from()), Origin.Kind.ACCOUNT, null), stanza, at);
    }

    /// A message to juliet.
    public static Act message(String content) {
        return act("<message to='juliet@capulet.example' type='chat'>" + content + "</message>");
    }
}
