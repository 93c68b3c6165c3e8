// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import im.wardroom.testkit.TestDevice;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/// A signed-in client with stream management (XEP-0198), which counts what it received and answers when asked.
/// Belongs to one thread.
final class CountedStream implements AutoCloseable {

    static final String NS = "urn:xmpp:sm:3";

    private final TestDevice device;
    private long received;

    private CountedStream(TestDevice device) {
        this.device = device;
    }

    static CountedStream signIn(StartedProgram program, Person person, String resource) {
        TestDevice device =
                TestDevice.signIn(program.startTlsAddress(), Person.DOMAIN, person.name(), person.password(), resource);
        device.send("<enable xmlns='" + NS + "'/>");
        Element enabled = device.receive();
        if (!enabled.is(NS, "enabled")) {
            throw new AssertionError("stream management is not enabled: " + enabled);
        }
        return new CountedStream(device);
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
        acknowledge();
        device.leave();
    }

    @Override
    public void close() {
        device.close();
    }
}
