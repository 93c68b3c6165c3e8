// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.blocking;

import im.wardroom.xmpp.xml.Element;
import java.util.Optional;

/// Why somebody is blocked, as it is kept with the block (XEP-0377 §4): bounded, and without what nobody knows. Pure
/// functions.
final class Complaint {

    private static final String NS = "urn:xmpp:reporting:1";
    private static final String STANZA_ID = "urn:xmpp:sid:0";
    private static final int MOST_MESSAGES = 10;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST = 200;
    private static final byte[] NONE = {};

    private Complaint() {}

    /// Of an item of a request; empty if it gives no reason.
    static byte[] of(Element item) {
        return item.find(NS, "report")
                .filter(report -> report.attribute("reason") != null)
                .map(report -> kept(report).toBytes(""))
                .orElse(NONE);
    }

    private static Element kept(Element report) {
        Element kept = Element.of(NS, "report").with("reason", limited(report.attribute("reason", ""), LONGEST));
        for (Element id :
                report.elements(STANZA_ID, "stanza-id").limit(MOST_MESSAGES).toList()) {
            kept = kept.with(Element.of(STANZA_ID, "stanza-id")
                    .with("by", limited(id.attribute("by", ""), LONGEST))
                    .with("id", limited(id.attribute("id", ""), LONGEST)));
        }
        Optional<Element> text = report.elements(NS, "text").findFirst();
        return text.isEmpty()
                ? kept
                : kept.with(Element.of(NS, "text", limited(text.get().text().strip(), LONGEST_TEXT)));
    }

    private static String limited(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }
}
