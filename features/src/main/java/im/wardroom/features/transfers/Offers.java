// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.transfers;

import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The streams that a request offers by way of a proxy: of XEP-0065 §6.3.1, or of Jingle (XEP-0260 §2.2). Pure
/// functions.
final class Offers {

    static final String NS = "http://jabber.org/protocol/bytestreams";

    private static final String JINGLE = "urn:xmpp:jingle:1";
    private static final String TRANSPORT = "urn:xmpp:jingle:transports:s5b:1";

    /// Contents of one Jingle session that are looked at.
    private static final int MAX_CONTENTS = 5;

    private Offers() {}

    /// The ids of the streams that may go through the proxy of this address.
    static List<String> of(Iq iq, String proxy) {
        if (iq.type() != Iq.Type.SET) {
            return List.of();
        }
        Element payload = iq.element().firstElement();
        if (payload == null) {
            return List.of();
        }
        return transports(payload)
                .filter(transport -> offers(transport, proxy))
                .map(transport -> transport.attribute("sid"))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static Stream<Element> transports(Element payload) {
        if (payload.is(NS, "query")) {
            return Stream.of(payload);
        }
        return payload.is(JINGLE, "jingle")
                ? payload.elements(JINGLE, "content")
                        .limit(MAX_CONTENTS)
                        .flatMap(content -> content.elements(TRANSPORT, "transport"))
                : Stream.of();
    }

    private static boolean offers(Element transport, String proxy) {
        return transport
                .elements()
                .filter(host -> host.is(NS, "streamhost") || host.is(TRANSPORT, "candidate"))
                .anyMatch(host -> proxy.equals(host.attribute("jid")));
    }
}
