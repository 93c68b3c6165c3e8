// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A signed-in client with a resource. Belongs to the test's thread.
public final class TestDevice implements AutoCloseable {

    private final TestStream stream;
    private final String domain;
    private final String jid;
    private int pings;

    private TestDevice(TestStream stream, String domain, String jid) {
        this.stream = stream;
        this.domain = domain;
        this.jid = jid;
    }

    /// Signs in with SCRAM-SHA-256 over STARTTLS and binds.
    public static TestDevice signIn(
            InetSocketAddress address, String domain, String user, String password, String resource) {
        TestStream stream = TestStream.connect(address);
        stream.secure(domain);
        authenticate(stream, domain, user, password);
        stream.features(domain);
        stream.send("<iq type='set' id='bind'><bind xmlns='" + Namespaces.BIND + "'><resource>" + resource
                + "</resource></bind></iq>");
        Element bound = stream.receive();
        Element bind = bound.child(Namespaces.BIND, "bind");
        if (bind == null || bind.firstElement() == null) {
            throw new AssertionError("not bound: " + bound);
        }
        stream.readAlways();
        return new TestDevice(stream, domain, bind.firstElement().text());
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
    public java.util.List<Element> roundTrip() {
        String id = "round-trip-" + ++pings;
        send("<iq type='get' id='" + id + "' to='" + domain + "'><ping xmlns='urn:xmpp:ping'/></iq>");
        java.util.List<Element> before = new java.util.ArrayList<>();
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
