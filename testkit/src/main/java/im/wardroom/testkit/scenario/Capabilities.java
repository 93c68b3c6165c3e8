// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// What a client can do that wants events of nodes (XEP-0115 §5, XEP-0163 §4.3.2).
///
/// @param nodes in the order of their names
record Capabilities(List<String> nodes) {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String SOFTWARE = "http://example.org/client";

    Capabilities {
        nodes = nodes.stream().sorted().toList();
    }

    /// Sends presence with them; if the server asks what they stand for, it is told.
    void claim(Actor actor) {
        actor.send("<presence><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='" + SOFTWARE + "' ver='"
                + hash() + "'/></presence>");
        actor.roundTrip(actor.jid().substring(0, actor.jid().indexOf('/')));
        for (Element element : actor.waiting()) {
            if (element.name().equals("iq") && element.has(INFO, "query")) {
                actor.remove(element);
                actor.send("<iq type='result' id='" + element.attribute("id") + "' to='" + element.attribute("from")
                        + "'>" + answer() + "</iq>");
            }
        }
    }

    private String hash() {
        String text = "client/pc//Test<"
                + nodes.stream().map(node -> node + "+notify<").collect(Collectors.joining());
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String answer() {
        return "<query xmlns='" + INFO + "' node='" + SOFTWARE + '#' + hash()
                + "'><identity category='client' type='pc' name='Test'/>"
                + nodes.stream()
                        .map(node -> "<feature var='" + node + "+notify'/>")
                        .collect(Collectors.joining())
                + "</query>";
    }
}
