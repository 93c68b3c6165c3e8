// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What came in one request: the `<body/>` and what is in it (XEP-0124 §5).
///
/// @param head the `<body/>` with its attributes
/// @param rid its place in the session
record Envelope(Element head, long rid, List<Element> elements) {

    static final String NS = "http://jabber.org/protocol/httpbind";
    static final String XBOSH = "urn:xmpp:xbosh";

    /// XEP-0124 §14.1: larger numbers are not exact everywhere.
    static final long MAX_RID = 9_007_199_254_740_991L;

    Envelope {
        elements = List.copyOf(elements);
    }

    /// @throws BoshException if it is no `<body/>`, or one without its place
    static Envelope of(Element head, List<Element> elements) throws BoshException {
        if (!head.is(NS, "body")) {
            throw new BoshException(Condition.BAD_REQUEST, "no <body/>");
        }
        OptionalLong rid = number(head.attribute("rid"));
        if (rid.isEmpty() || rid.getAsLong() == 0 || rid.getAsLong() > MAX_RID) {
            throw new BoshException(Condition.BAD_REQUEST, "no rid");
        }
        return new Envelope(head, rid.getAsLong(), elements);
    }

    private static OptionalLong number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,16}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    /// A number that the client gives, or what is taken without one.
    long number(String name, long otherwise) {
        return number(head.attribute(name)).orElse(otherwise);
    }

    @Nullable
    String key() {
        return head.attribute("key");
    }

    /// XEP-0206 §5.
    boolean restarts() {
        String restart = head.attribute('{' + XBOSH + "}restart");
        return "true".equals(restart) || "1".equals(restart);
    }

    boolean terminates() {
        return "terminate".equals(head.attribute("type"));
    }

    boolean pauses() {
        return head.attribute("pause") != null;
    }

    /// It asks for nothing but an answer.
    boolean isEmpty() {
        return elements.isEmpty() && !restarts() && !terminates() && !pauses();
    }
}
