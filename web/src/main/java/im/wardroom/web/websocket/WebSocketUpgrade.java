// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.websocket;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.web.http.Origins;
import im.wardroom.web.http.Request;
import im.wardroom.web.http.Response;
import im.wardroom.web.http.Upgrade;
import im.wardroom.wire.Framing;
import im.wardroom.xmpp.xml.XmlLimits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/// The opening handshake of a stream over WebSocket (RFC 6455 §4.2, RFC 7395 §3.1).
///
/// @param origins of pages that may connect (RFC 6455 §10.2)
/// @param limits what a stream allows until it says otherwise
/// @param handlers makes the handler of each stream
public record WebSocketUpgrade(Origins origins, XmlLimits limits, Function<Connection, ConnectionHandler> handlers)
        implements Upgrade {

    public static final String PATH = "/xmpp-websocket";

    private static final String PROTOCOL = "xmpp";
    private static final String VERSION = "13";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Response answer(Request request) {
        if (!request.list("upgrade").contains("websocket")
                || !request.list("connection").contains("upgrade")) {
            return Response.of(426).with("upgrade", "websocket").with("connection", "upgrade");
        }
        if (!request.header("sec-websocket-version").equals(Optional.of(VERSION))) {
            return Response.of(426).with("sec-websocket-version", VERSION);
        }
        Optional<String> key = request.header("sec-websocket-key").filter(WebSocketUpgrade::isKey);
        if (key.isEmpty()
                || !request.method().equals("GET")
                || !request.list("sec-websocket-protocol").contains(PROTOCOL)) {
            return Response.of(400);
        }
        if (!origins.allow(request)) {
            return Response.of(403);
        }
        return Response.of(101)
                .with("upgrade", "websocket")
                .with("connection", "upgrade")
                .with("sec-websocket-accept", accept(key.get()))
                .with("sec-websocket-protocol", PROTOCOL);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Framing framing() {
        return new WebSocketFraming(limits);
    }
}
