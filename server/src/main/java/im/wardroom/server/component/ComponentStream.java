// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.component;

import im.wardroom.server.audit.SignIns;
import im.wardroom.server.credential.Secret;
import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.server.stream.Loop;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A component's stream from its first byte to its last (XEP-0114 §3): the opening, the handshake, and then stanzas,
/// which are its [ComponentSession]'s. Lives on the connection's loop.
public final class ComponentStream implements ConnectionHandler {

    private static final int ID_BYTES = 12;

    private final Connection connection;
    private final ComponentServices services;
    private Loop.@Nullable Timer deadline;
    private @Nullable Domain domain;
    private String id = "";
    private @Nullable ComponentSession session;
    private boolean ended;

    public ComponentStream(Connection connection, ComponentServices services) {
        this.connection = connection;
        this.services = services;
        deadline = connection.loop().schedule(services.streams().signInTimeout(), this::tooSlow);
        if (!services.components().enter()) {
            connection
                    .loop()
                    .execute(() ->
                            end(StreamError.of(Condition.RESOURCE_CONSTRAINT, "Too many connections are waiting.")));
        }
    }

    @Override
    public void secured() {
        throw new IllegalStateException("components connect in clear");
    }

    @Override
    public void received(StreamEvent event) {
        if (ended) {
            return;
        }
        try {
            switch (event) {
                case StreamEvent.Opened opened -> open(opened);
                case StreamEvent.Received(Element element) -> element(Dialect.inbound(element));
                case StreamEvent.Closed() -> closed();
            }
        } catch (StreamException e) {
            failed(e.error());
        } catch (RuntimeException e) {
            ComponentLog.broke(connection.remoteAddress(), e);
            end(StreamError.of(Condition.INTERNAL_SERVER_ERROR));
        }
    }

    private void open(StreamEvent.Opened event) {
        Element header = event.header();
        if (!header.namespace().equals(Namespaces.STREAM)
                || !event.defaultNamespace().equals(Dialect.NS)) {
            throw new StreamException(Condition.INVALID_NAMESPACE, "This is no component's stream.");
        }
        if (!header.name().equals("stream")) {
            throw new StreamException(Condition.BAD_FORMAT, "A stream begins with <stream:stream>.");
        }
        Domain named = named(header.attribute("to"));
        writeHeader(named);
        domain = named;
    }

    private Domain named(@Nullable String to) {
        if (to == null) {
            throw new StreamException(Condition.IMPROPER_ADDRESSING, "The stream's 'to' is the component's name.");
        }
        try {
            Domain named = new Domain(to);
            if (services.components().has(named)) {
                return named;
            }
        } catch (InvalidJidException e) {
            throw new StreamException(Condition.IMPROPER_ADDRESSING, "The stream's 'to' is no domain.");
        }
        throw new StreamException(Condition.HOST_UNKNOWN, "There is no component of that name here.");
    }

    private void writeHeader(Domain from) {
        byte[] bytes = new byte[ID_BYTES];
        services.random().nextBytes(bytes);
        id = Base64.getUrlEncoder().encodeToString(bytes);
        connection.write(Dialect.opening(from, id));
    }

    private void element(Element element) {
        if (session != null) {
            session.received(element);
        } else if (element.is(Namespaces.CLIENT, "handshake")) {
            handshake(element.text().strip());
        } else {
            throw new StreamException(Condition.NOT_AUTHORIZED, "The handshake comes first.");
        }
    }

    private void handshake(String given) {
        Domain name = Objects.requireNonNull(domain, "the stream is open");
        Secret secret = Objects.requireNonNull(services.components().secret(name));
        SignIns.Means means = new SignIns.Means("handshake", connection.remoteAddress(), null, null);
        if (!Handshake.isProof(given, id, secret)) {
            var _ = services.trail().note(SignIns.failed(name, means, "wrong secret"));
            if (services.components().isRefusalWorthTelling()) {
                ComponentLog.refused(name, connection.remoteAddress());
            }
            end(StreamError.of(Condition.NOT_AUTHORIZED));
            return;
        }
        ComponentSession proved = new ComponentSession(name, connection, services);
        if (!services.components().connect(proved)) {
            proved.finish();
            throw new StreamException(Condition.CONFLICT, "A component of that name is connected already.");
        }
        session = proved;
        var _ = services.trail().note(SignIns.succeeded(name, means, true));
        leaveDoor();
        connection.limit(services.streams().memberLimits());
        connection.write(Dialect.outbound(Element.of(Namespaces.CLIENT, "handshake")));
        ComponentLog.came(name, connection.remoteAddress());
    }

    private void tooSlow() {
        end(StreamError.of(Condition.CONNECTION_TIMEOUT, "The handshake took too long."));
    }

    private void closed() {
        finish();
        connection.end();
    }

    @Override
    public void failed(StreamError error) {
        if (!ended) {
            ComponentLog.failed(connection.remoteAddress(), error);
            end(error);
        }
    }

    @Override
    public void heard() {
        if (session != null) {
            session.heard();
        }
    }

    @Override
    public void disconnected() {
        finish();
    }

    /// XEP-0114 §3: an error about the opening comes after an opening of the server's own.
    private void end(StreamError error) {
        if (ended) {
            return;
        }
        if (domain == null) {
            writeHeader(services.main());
        }
        finish();
        connection.write(Dialect.outbound(error.toElement()));
        connection.end();
    }

    private void finish() {
        if (ended) {
            return;
        }
        ended = true;
        leaveDoor();
        ComponentSession left = session;
        if (left != null) {
            left.finish();
            ComponentLog.went(left.domain());
        }
    }

    private void leaveDoor() {
        Loop.Timer timer = deadline;
        if (timer != null) {
            timer.cancel();
            deadline = null;
            services.components().leave();
        }
    }
}
