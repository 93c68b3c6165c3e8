// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A program that has a domain on the server (XEP-0114), connected. Belongs to the test's thread.
public final class TestComponent implements AutoCloseable {

    public static final String NS = "jabber:component:accept";

    private final TestStream stream;
    private final Domain domain;

    private TestComponent(TestStream stream, Domain domain) {
        this.stream = stream;
        this.domain = domain;
    }

    static TestComponent connect(InetSocketAddress address, Domain domain, String secret) {
        TestStream stream = TestStream.connect(address);
        String id = open(stream, domain.toString()).attribute("id", "");
        stream.send("<handshake>" + proof(id, secret) + "</handshake>");
        Element answer = stream.receive();
        if (!answer.is(NS, "handshake")) {
            throw new AssertionError("not connected: " + answer);
        }
        stream.readAlways();
        return new TestComponent(stream, domain);
    }

    /// Opens a stream, up to the server's opening.
    public static Element open(TestStream stream, String domain) {
        stream.send("<?xml version='1.0'?><stream:stream xmlns='" + NS + "' xmlns:stream='" + Namespaces.STREAM
                + "' to='" + domain + "'>");
        if (stream.next() instanceof StreamEvent.Opened(Element header, String ignored)) {
            return header;
        }
        throw new AssertionError("the server did not open its stream");
    }

    /// What a component says to prove that it knows its secret.
    public static String proof(String streamId, String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1")
                            .digest((streamId + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public Domain domain() {
        return domain;
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

    /// Ends the connection without a goodbye.
    @Override
    public void close() {
        stream.close();
    }
}
