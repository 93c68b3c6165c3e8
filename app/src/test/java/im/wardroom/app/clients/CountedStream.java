// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import im.wardroom.testkit.TestDevice;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/// A signed-in client with stream management (XEP-0198), which counts what it received and answers when asked. When
/// its connection is lost, another one goes on with its stream. Belongs to one thread.
final class CountedStream implements AutoCloseable {

    static final String NS = "urn:xmpp:sm:3";

    private final TestDevice device;
    private final String id;
    private final long handled;
    private long received;
    private boolean left;

    private CountedStream(TestDevice device, String id, long handled, long received) {
        this.device = device;
        this.id = id;
        this.handled = handled;
        this.received = received;
    }

    static CountedStream signIn(StartedProgram program, Person person, String resource) {
        TestDevice device =
                TestDevice.signIn(program.startTlsAddress(), Person.DOMAIN, person.name(), person.password(), resource);
        try {
            device.send("<enable xmlns='" + NS + "' resume='true'/>");
            Element enabled = device.receive();
            if (!enabled.is(NS, "enabled")) {
                throw new AssertionError("stream management is not enabled: " + enabled);
            }
            return new CountedStream(device, enabled.attribute("id", ""), 0, 0);
        } catch (AssertionError | RuntimeException e) {
            device.close();
            throw e;
        }
    }

    /// Goes on with this stream on a new connection (XEP-0198 §5), or gives null if the server does not know it any
    /// more.
    @Nullable
    CountedStream resume(StartedProgram program, Person person) {
        if (left) {
            return null;
        }
        TestDevice again = TestDevice.resume(
                program.startTlsAddress(),
                Person.DOMAIN,
                person.name(),
                person.password(),
                device.jid(),
                "<resume xmlns='" + NS + "' previd='" + id + "' h='" + received + "'/>");
        try {
            Element answer = again.receive();
            if (answer.is(NS, "resumed")) {
                return new CountedStream(again, id, Long.parseLong(answer.attribute("h", "")), received);
            }
            if (!answer.is(NS, "failed")) {
                throw new AssertionError("neither resumed nor failed: " + answer);
            }
            again.leave();
            return null;
        } catch (AssertionError | RuntimeException e) {
            again.close();
            throw e;
        }
    }

    /// How many of the client's stanzas were done when the stream began or was resumed.
    long handled() {
        return handled;
    }

    /// True if the server may still know it after the connection is gone.
    boolean isResumable() {
        return !left;
    }

    void send(String xml) {
        device.send(xml);
    }

    void ask() {
        device.send("<r xmlns='" + NS + "'/>");
    }

    void acknowledge() {
        device.send("<a xmlns='" + NS + "' h='" + received + "'/>");
    }

    /// What comes next, questions left out; null at the end of the stream.
    @Nullable
    Element receive() {
        while (true) {
            Element element = device.receiveOrEnd();
            if (element == null) {
                return null;
            }
            if (element.is(NS, "r")) {
                acknowledge();
                continue;
            }
            if (Stanza.isStanza(element)) {
                received++;
            }
            return element;
        }
    }

    /// The server said goodbye (`</stream:stream>`).
    boolean isClosedByServer() {
        return device.stream().isClosedByServer();
    }

    /// A goodbye, so that the server need not find out.
    void leave() {
        left = true;
        acknowledge();
        device.leave();
    }

    @Override
    public void close() {
        device.close();
    }
}
