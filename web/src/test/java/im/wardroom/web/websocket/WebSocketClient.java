// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.websocket;

import im.wardroom.testkit.ScramClient;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestStream;
import im.wardroom.testkit.TrustingTls;
import im.wardroom.web.TestWeb;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Standalone;
import im.wardroom.xmpp.xml.XmlLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A stream over WebSocket from a client that other people made: that of the JDK. What the server sends must be
/// complete elements that declare all their namespaces (RFC 7395 §3.3.3).
final class WebSocketClient implements AutoCloseable {

    static final String FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";

    /// What came: an element, a pong, or the end.
    sealed interface Event {
        record Received(Element element) implements Event {}

        record Pong(String data) implements Event {}

        record Closed(int code) implements Event {}

        record Lost() implements Event {}
    }

    private final HttpClient http;
    private final WebSocket socket;
    private final BlockingQueue<Event> events;

    private WebSocketClient(HttpClient http, WebSocket socket, BlockingQueue<Event> events) {
        this.http = http;
        this.socket = socket;
        this.events = events;
    }

    static WebSocketClient connect(TestWeb web) {
        return connect(web, null, "xmpp");
    }

    /// @param origin of the page that connects, or null if it is not one
    static WebSocketClient connect(TestWeb web, @Nullable String origin, String protocol) {
        HttpClient http =
                HttpClient.newBuilder().sslContext(TrustingTls.context()).build();
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols(protocol);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        URI place = URI.create("wss://localhost:" + web.address().getPort() + "/xmpp-websocket");
        return new WebSocketClient(
                http, builder.buildAsync(place, new Listening(events)).join(), events);
    }

    private record Listening(BlockingQueue<Event> events, StringBuilder text) implements WebSocket.Listener {

        Listening(BlockingQueue<Event> events) {
            this(events, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                byte[] message = text.toString().getBytes(StandardCharsets.UTF_8);
                text.setLength(0);
                events.add(new Event.Received(Standalone.read(message, XmlLimits.DEFAULT)));
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
            events.add(new Event.Pong(StandardCharsets.UTF_8.decode(data).toString()));
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            events.add(new Event.Closed(code));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            events.add(new Event.Lost());
        }
    }

    WebSocketClient send(String text) {
        return send(text, true);
    }

    WebSocketClient send(String text, boolean last) {
        socket.sendText(text, last).join();
        return this;
    }

    WebSocketClient sendBinary(String text) {
        socket.sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true)
                .join();
        return this;
    }

    WebSocketClient ping(String data) {
        socket.sendPing(ByteBuffer.wrap(data.getBytes(StandardCharsets.UTF_8))).join();
        return this;
    }

    /// The WebSocket's own goodbye, without the stream's.
    WebSocketClient sayClose(int code) {
        socket.sendClose(code, "").join();
        return this;
    }

    Event next() {
        try {
            Event event = events.poll(TestStream.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new AssertionError("nothing came");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    Element receive() {
        if (next() instanceof Event.Received(Element element)) {
            return element;
        }
        throw new AssertionError("no element");
    }

    /// Opens a stream and reads the answer to it.
    Element open() {
        send("<open xmlns='" + FRAMING + "' to='" + TestServer.DOMAIN + "' version='1.0'/>");
        return receive();
    }

    Element features() {
        open();
        return receive();
    }

    /// Signs in, up to success.
    WebSocketClient authenticate(String user) {
        features();
        ScramClient scram = new ScramClient("SCRAM-SHA-256", user, user + "-secret", null, new byte[0]);
        send("<auth xmlns='" + Namespaces.SASL + "' mechanism='SCRAM-SHA-256'>" + scram.first() + "</auth>");
        Element challenge = receive();
        send("<response xmlns='" + Namespaces.SASL + "'>" + scram.answer(challenge.text()) + "</response>");
        Element success = receive();
        if (!success.is(Namespaces.SASL, "success") || !scram.isProof(success.text())) {
            throw new AssertionError("not signed in: " + success);
        }
        return this;
    }

    static WebSocketClient signIn(TestWeb web, String user, String resource) {
        WebSocketClient client = connect(web).authenticate(user);
        client.features();
        client.send("<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='" + Namespaces.BIND + "'><resource>"
                + resource + "</resource></bind></iq>");
        Element bound = client.receive();
        if (!"result".equals(bound.attribute("type"))) {
            throw new AssertionError("not bound: " + bound);
        }
        return client;
    }

    /// Says that it is there, and waits until it is told so.
    WebSocketClient present() {
        send("<presence xmlns='jabber:client'/>");
        if (!receive().name().equals("presence")) {
            throw new AssertionError("no presence");
        }
        return this;
    }

    /// Ends the connection without a goodbye.
    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
