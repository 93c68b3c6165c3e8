// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.training;

import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.StreamParser;
import im.wardroom.xmpp.xml.XmlLimits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A client that signs in over direct TLS, talks and leaves. All of it may block, for a few seconds at most.
final class Visitor implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final String SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

    private final Domain domain;
    private final SSLSocket socket;
    private final InputStream input;
    private final StreamParser parser = new StreamParser(XmlLimits.DEFAULT);
    private final byte[] buffer = new byte[1 << 14];
    private final long end;
    private int stanzas;

    /// @param end when it gives up at the latest, by `System.nanoTime`
    /// @throws IOException if there is no connection, or no TLS
    Visitor(SSLContext tls, InetSocketAddress address, Domain domain, long end) throws IOException {
        this.domain = domain;
        this.end = end;
        socket = (SSLSocket) tls.getSocketFactory().createSocket(address.getAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        input = socket.getInputStream();
    }

    /// @param resource of the full JID
    /// @param managed with stream management, and a stream that can be resumed (XEP-0198)
    void signIn(String user, ScramProof proof, String resource, boolean managed) throws IOException {
        open();
        String first = ScramProof.first(user);
        say("<auth %s mechanism='%s'>%s</auth>".formatted(SASL, proof.hash().mechanism(), base64("n,," + first)));
        String challenge = text(await(element -> element.name().equals("challenge")));
        say("<response %s>%s</response>".formatted(SASL, base64(proof.last(first, challenge))));
        await(element -> element.name().equals("success"));
        parser.restart();
        open();
        say("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>" + resource
                + "</resource></bind></iq>");
        await(element -> element.name().equals("iq"));
        if (managed) {
            say("<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
            await(element -> element.name().equals("enabled"));
            stanzas = 0;
        }
        say("<presence/>");
        await(element -> element.name().equals("presence"));
    }

    private void open() throws IOException {
        say("<?xml version='1.0'?><stream:stream to='" + domain
                + "' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>");
        await(element -> element.name().equals("features"));
    }

    /// Says what the archive is to keep (XEP-0441).
    void archive(boolean all) throws IOException {
        say("<iq type='set' id='p'><prefs xmlns='urn:xmpp:mam:2' default='" + (all ? "always" : "never")
                + "'><always/><never/></prefs></iq>");
        await(element -> element.name().equals("iq"));
    }

    /// Sends messages to somebody.
    void send(String recipient, int count) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append("<message type='chat' id='m").append(i).append("' to='");
            all.append(recipient)
                    .append("'><body>All hands to their stations at ")
                    .append(1000 + i);
            all.append(". Is the watch list ready, or shall I ask the ");
            all.append(i % 8 == 0 ? "ma\u00eetre" : "mate").append(" again?</body></message>");
        }
        say(all.toString());
    }

    /// Sends presence, requests and messages to somebody who does not know the sender, all at once, and reads until the
    /// last request was answered.
    void press(String recipient, int count) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append("<presence><status>at station ").append(i).append("</status></presence>");
            all.append("<message type='chat' to='")
                    .append(recipient)
                    .append("'><body>news ")
                    .append(i)
                    .append("</body></message>");
            all.append("<iq type='get' id='r").append(i).append("'><query xmlns='jabber:iq:roster'/></iq>");
        }
        say(all.toString());
        for (int i = 0; i < count; i++) {
            await(element -> element.name().equals("iq"));
        }
    }

    /// Asks somebody for a subscription, again and again, and reads until what comes after that was answered.
    void subscribe(String recipient, int count) throws IOException {
        say(("<presence type='subscribe' to='" + recipient + "'/>").repeat(count)
                + "<iq type='get' id='s'><query xmlns='jabber:iq:roster'/></iq>");
        await(element -> "s".equals(element.attributes().get("id")));
    }

    /// Reads until so many messages came.
    void receive(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            await(element -> element.name().equals("message"));
        }
    }

    /// Asks whether the server has what was sent.
    void ask() throws IOException {
        say("<r xmlns='urn:xmpp:sm:3'/>");
        await(element -> element.name().equals("a"));
    }

    private void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Drops what comes before, but answers what it is asked about it.
    private Element await(Predicate<Element> wanted) throws IOException {
        while (true) {
            StreamEvent event = parser.next();
            if (event == null) {
                feed();
            } else if (event instanceof StreamEvent.Closed) {
                throw new EOFException("the stream was closed");
            } else if (event instanceof StreamEvent.Received received) {
                Element element = received.element();
                if (Stanza.isStanza(element)) {
                    stanzas++;
                } else if (element.name().equals("r")) {
                    say("<a xmlns='urn:xmpp:sm:3' h='" + stanzas + "'/>");
                }
                if (wanted.test(element)) {
                    return element;
                }
            }
        }
    }

    private void feed() throws IOException {
        if (System.nanoTime() - end > 0) {
            throw new SocketTimeoutException("it took too long");
        }
        int count = input.read(buffer);
        if (count < 0) {
            throw new EOFException("the connection was closed");
        }
        parser.feed(buffer, 0, count);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Element element) {
        return new String(Base64.getDecoder().decode(element.text()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (socket) {
            say("</stream:stream>");
        }
    }
}
