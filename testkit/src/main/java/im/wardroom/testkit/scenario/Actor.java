// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import im.wardroom.testkit.TestComponent;
import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import im.wardroom.xmpp.xml.StreamEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One device of a scenario, a component or a stranger: what came and was not looked at yet, in order. Belongs to the
/// test's thread.
final class Actor {

    private static final String MANAGEMENT = "urn:xmpp:sm:3";

    private final TestStream stream;
    private final String jid;
    private final Element offers;
    private final Deque<Element> queue = new ArrayDeque<>();
    private boolean bound;
    private boolean open = true;
    private boolean counting;
    private long received;
    private int pings;

    /// @param jid full, a component's domain, or empty for a stranger
    /// @param offers the features of the stream
    Actor(TestStream stream, String jid, Element offers) {
        this.stream = stream;
        this.jid = jid;
        this.offers = offers;
        this.bound = !jid.isEmpty();
    }

    String jid() {
        return jid;
    }

    Element offers() {
        return offers;
    }

    boolean isOpen() {
        return open;
    }

    /// Can be asked to send pings.
    boolean canSettle() {
        return open && bound;
    }

    void unbound() {
        bound = false;
    }

    void send(String xml) {
        stream.send(xml);
    }

    /// The next element, or null if the stream has ended.
    @Nullable
    Element receive() {
        Element waiting = queue.poll();
        return waiting != null ? waiting : read();
    }

    private @Nullable Element read() {
        while (open) {
            switch (stream.next()) {
                case StreamEvent.Received(Element raw) -> {
                    Element element = plain(raw);
                    count(element);
                    if (!element.is(MANAGEMENT, "r")) {
                        return element;
                    }
                }
                case StreamEvent.Closed _ -> open = false;
                case StreamEvent.Opened _ -> throw new AssertionError("the server opened another stream");
            }
        }
        return null;
    }

    /// What a component gets, in the words of clients.
    private static Element plain(Element element) {
        Element inner = element.withChildren(element.children().stream()
                .<Node>map(node -> node instanceof Element child ? plain(child) : node)
                .toList());
        return inner.namespace().equals(TestComponent.NS) ? inner.inNamespace(Namespaces.CLIENT) : inner;
    }

    private boolean isComponent() {
        return !jid.contains("/");
    }

    private void count(Element element) {
        if (element.is(MANAGEMENT, "enabled")) {
            startCounting(0);
        } else if (counting && Stanza.isStanza(element)) {
            received++;
        }
    }

    /// Stanzas that came since stream management was enabled.
    long received() {
        return received;
    }

    void startCounting(long from) {
        counting = true;
        received = from;
    }

    /// Puts an element back that was looked at.
    void putBack(Element element) {
        queue.addFirst(element);
    }

    /// A request to the server or an account and back; what comes in between waits.
    void roundTrip(String address) {
        String id = "scenario-" + ++pings;
        String from = isComponent() ? "' from='" + jid : "";
        send("<iq type='get' id='" + id + from + "' to='" + address + "'><ping xmlns='urn:xmpp:ping'/></iq>");
        Element next = read();
        while (next != null && !id.equals(next.attribute("id"))) {
            queue.add(next);
            next = read();
        }
    }

    List<Element> waiting() {
        return List.copyOf(queue);
    }

    void remove(Element element) {
        queue.remove(element);
    }

    void forget() {
        queue.clear();
    }

    /// Says goodbye and waits for the server's.
    void leave() {
        send("</stream:stream>");
        for (Element element = read(); element != null; element = read()) {
            queue.add(element);
        }
        stream.close();
    }

    void drop() {
        open = false;
        stream.close();
    }
}
