// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.server.session.Session;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// The phase of a signed-in, bound device: everything goes to its session.
final class Established implements Phase {

    private final Connection connection;
    private final Session session;

    Established(Connection connection, Session session) {
        this.connection = connection;
        this.session = session;
    }

    @Override
    public List<Element> features() {
        throw new StreamException(Condition.POLICY_VIOLATION, "The stream cannot be restarted any more.");
    }

    @Override
    public void received(Element element) {
        Journey.passed("stream", element.name());
        session.receive(connection, element);
    }

    void heard() {
        session.heard();
    }

    @Override
    public void closed() {
        session.closed(connection);
    }

    @Override
    public void disconnected() {
        session.disconnected(connection);
    }
}
