// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A signed-in client with a resource. Belongs to the test's thread.
public final class TestDevice implements AutoCloseable {

    private static final String SASL2 = "urn:xmpp:sasl:2";

    private final TestStream stream;
    private final String domain;
    private final String jid;
    private final Element offers;
    private int pings;

    private TestDevice(TestStream stream, String domain, String jid, Element offers) {
        this.stream = stream;
        this.domain = domain;
        this.jid = jid;
        this.offers = offers;
    }

    /// Signs in with SCRAM-SHA-256 over STARTTLS and binds.
    public static TestDevice signIn(
            InetSocketAddress address, String domain, String user, String password, String resource) {
        TestStream stream = TestStream.connect(address);
        stream.secure(domain);
        authenticate(stream, domain, user, password);
        Element offers = stream.features(domain);
        stream.send("<iq type='set' id='bind'><bind xmlns='" + Namespaces.BIND + "'><resource>" + resource
                + "</resource></bind></iq>");
        Element bound = stream.receive();
        Element bind = bound.child(Namespaces.BIND, "bind");
        if (bind == null || bind.firstElement() == null) {
            throw new AssertionError("not bound: " + bound);
        }
        stream.readAlways();
        return new TestDevice(stream, domain, bind.firstElement().text(), offers);
    }

    /// Signs in and asks for a session that was lost (XEP-0198 §5). The answer is the first thing to be received.
    public static TestDevice resume(
            InetSocketAddress address, String domain, String user, String password, String jid, String request) {
        TestStream stream = TestStream.connect(address);
        stream.secure(domain);
        authenticate(stream, domain, user, password);
        Element offers = stream.features(domain);
        stream.send(request);
        stream.readAlways();
        return new TestDevice(stream, domain, jid, offers);
    }

    /// Signs in and binds in one step (XEP-0388, XEP-0386).
    ///
    /// @param wishes what stands inside of the request to bind
    public static TestDevice bindAtOnce(
            InetSocketAddress address, String domain, String user, String password, String tag, String wishes) {
        TestStream stream = TestStream.connect(address);
        stream.secure(domain);
        stream.features(domain);
        ScramClient scram = new ScramClient("SCRAM-SHA-256", user, password, null, new byte[0]);
        stream.send("<authenticate xmlns='" + SASL2 + "' mechanism='SCRAM-SHA-256'><initial-response>" + scram.first()
                + "</initial-response><bind xmlns='urn:xmpp:bind:0'><tag>" + tag + "</tag>" + wishes
                + "</bind></authenticate>");
        Element challenge = stream.receive();
        stream.send("<response xmlns='" + SASL2 + "'>" + scram.answer(challenge.text()) + "</response>");
        Element success = stream.receive();
        Element jid = success.child(SASL2, "authorization-identifier");
        if (!success.is(SASL2, "success") || jid == null || !success.has("urn:xmpp:bind:0", "bound")) {
            throw new AssertionError("not bound: " + success);
        }
        Element offers = stream.receive();
        stream.readAlways();
        return new TestDevice(stream, domain, jid.text(), offers);
    }

    /// Classic SASL on a secured connection, up to success.
    public static void authenticate(TestStream stream, String domain, String user, String password) {
        stream.features(domain);
        ScramClient scram = new ScramClient("SCRAM-SHA-256", user, password, null, new byte[0]);
        stream.send("<auth xmlns='" + Namespaces.SASL + "' mechanism='SCRAM-SHA-256'>" + scram.first() + "</auth>");
        Element challenge = stream.receive();
        if (!challenge.is(Namespaces.SASL, "challenge")) {
            throw new AssertionError("no challenge: " + challenge);
        }
        stream.send("<response xmlns='" + Namespaces.SASL + "'>" + scram.answer(challenge.text()) + "</response>");
        Element success = stream.receive();
        if (!success.is(Namespaces.SASL, "success") || !scram.isProof(success.text())) {
            throw new AssertionError("not signed in: " + success);
        }
    }

    public String jid() {
        return jid;
    }

    /// The features of the stream that it signed in on.
    public Element offers() {
        return offers;
    }

    public TestStream stream() {
        return stream;
    }

    public void send(String xml) {
        stream.send(xml);
    }

    public Element receive() {
        return stream.receive();
    }

    /// The next stanza, or null if the stream was closed.
    public @Nullable Element receiveOrEnd() {
        return stream.next() instanceof StreamEvent.Received(Element element) ? element : null;
    }

    /// Sends a request to the server and gives everything that came before its answer.
    public List<Element> roundTrip() {
        String id = "round-trip-" + ++pings;
        send("<iq type='get' id='" + id + "' to='" + domain + "'><ping xmlns='urn:xmpp:ping'/></iq>");
        List<Element> before = new ArrayList<>();
        Element next;
        while (!id.equals((next = receive()).attribute("id"))) {
            before.add(next);
        }
        return before;
    }

    /// Says goodbye, and waits for the server's.
    public void leave() {
        send("</stream:stream>");
        StreamEvent event = stream.poll(Duration.ofSeconds(10));
        while (event != null && !(event instanceof StreamEvent.Closed)) {
            event = stream.poll(Duration.ofSeconds(10));
        }
        close();
    }

    /// Ends the connection without a goodbye.
    @Override
    public void close() {
        stream.close();
    }
}
