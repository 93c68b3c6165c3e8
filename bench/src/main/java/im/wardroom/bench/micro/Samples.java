// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.micro;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;

/// What all microbenchmarks work on: the message that the load generator sends.
final class Samples {

    static final BareJid ROMEO = BareJid.parse("romeo@localhost");
    static final BareJid JULIET = BareJid.parse("juliet@localhost");
    static final byte[] HEADER = ("<stream:stream xmlns='jabber:client' xmlns:stream='" + Namespaces.STREAM
                    + "' version='1.0' to='localhost'>")
            .getBytes(StandardCharsets.UTF_8);
    static final byte[] MESSAGE = ("<message type='chat' id='0000000001' to='juliet@localhost'><body>0000000001 Shall I"
                    + " compare thee to a summer's day? Thou art more lovely and more temperate: Rough</body></message>")
            .getBytes(StandardCharsets.UTF_8);

    private Samples() {}

    static Element element() {
        return Element.read(MESSAGE, Namespaces.CLIENT);
    }

    /// Of a type that nobody keeps for those who are away, so that no disk takes part.
    static Message headline() {
        return Message.to(Jid.parse("romeo@localhost/bench"), JULIET, element().with("type", "headline"));
    }
}
