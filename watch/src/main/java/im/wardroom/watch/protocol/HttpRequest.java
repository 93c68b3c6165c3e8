// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The head of a request (RFC 9112), to a server or to a proxy; as much of it as is there.
///
/// @param host whom it is for: the target of CONNECT or of a request to a proxy, else the `Host`; without the port
/// @param agent what the program calls itself
/// @param upgrade the protocol that it wants to change to (RFC 6455 for `websocket`), in small letters
/// @param subprotocols those of the WebSocket
/// @param contentType of the body, in small letters
public record HttpRequest(
        String method,
        String target,
        Optional<String> host,
        Optional<String> agent,
        Optional<String> upgrade,
        List<String> subprotocols,
        Optional<String> contentType) {

    private static final List<String> METHODS = List.of(
            "GET ", "POST ", "CONNECT ", "HEAD ", "PUT ", "OPTIONS ", "DELETE ", "PATCH ", "PROPFIND ", "REPORT ");
    private static final int LONGEST_LINE = 2048;
    private static final int MOST_LINES = 64;

    public HttpRequest {
        subprotocols = List.copyOf(subprotocols);
    }

    /// Whether it opens a tunnel through a proxy (RFC 9110 §9.3.6).
    public boolean isTunnel() {
        return method.equals("CONNECT");
    }

    public boolean isWebSocket() {
        return upgrade.isPresent() && upgrade.get().equals("websocket");
    }

    /// Whether a stream may be a request, judged by as much of the method as is there.
    public static boolean isPossible(byte[] bytes, int from, int to) {
        for (String method : METHODS) {
            if (begins(method, bytes, from, to)) {
                return to > from;
            }
        }
        return false;
    }

    private static boolean begins(String method, byte[] bytes, int from, int to) {
        int length = Math.min(method.length(), to - from);
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != method.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Where the head ends and what comes after it begins; -1 if its end is not there.
    public static int end(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n'
                    && i > from
                    && (bytes[i - 1] == '\n' || bytes[i - 1] == '\r' && i > from + 1 && bytes[i - 2] == '\n')) {
                return i + 1;
            }
        }
        return -1;
    }

    /// @return the request; empty if this is none, or not even its first line is there
    public static Optional<HttpRequest> read(byte[] bytes, int from, int to) {
        if (!isPossible(bytes, from, to)) {
            return Optional.empty();
        }
        Lines lines = new Lines(bytes, from, to);
        String[] words = lines.next().split(" ", 3);
        if (words.length < 3 || !words[2].startsWith("HTTP/")) {
            return Optional.empty();
        }
        Reading reading = new Reading(words[0], words[1]);
        for (int i = 0; i < MOST_LINES; i++) {
            String line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            reading.field(line);
        }
        return Optional.of(reading.request());
    }

    /// Takes port and scheme away.
    static Optional<String> host(String authority) {
        String host = authority;
        int scheme = host.indexOf("://");
        if (scheme >= 0) {
            host = host.substring(scheme + 3);
            int path = host.indexOf('/');
            host = path < 0 ? host : host.substring(0, path);
        }
        int port = host.lastIndexOf(':');
        if (port > 0 && host.indexOf(']') < port) {
            host = host.substring(0, port);
        }
        return HostName.isPlausible(host) ? Optional.of(HostName.canonical(host)) : Optional.empty();
    }

    private static final class Reading {

        private final String method;
        private final String target;
        private Optional<String> host;
        private Optional<String> agent = Optional.empty();
        private Optional<String> upgrade = Optional.empty();
        private List<String> subprotocols = List.of();
        private Optional<String> contentType = Optional.empty();

        Reading(String method, String target) {
            this.method = method;
            this.target = target;
            boolean absolute = method.equals("CONNECT") || target.contains("://") && !target.startsWith("/");
            this.host = absolute ? HttpRequest.host(target) : Optional.empty();
        }

        void field(String line) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                return;
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "host" -> host = host.isPresent() ? host : HttpRequest.host(value);
                case "user-agent" -> agent = Optional.of(value);
                case "upgrade" -> upgrade = Optional.of(value.toLowerCase(Locale.ROOT));
                case "sec-websocket-protocol" -> subprotocols = List.of(value.split("\\s*,\\s*", 8));
                case "content-type" -> contentType = Optional.of(value.toLowerCase(Locale.ROOT));
                default -> {}
            }
        }

        HttpRequest request() {
            return new HttpRequest(method, target, host, agent, upgrade, subprotocols, contentType);
        }
    }

    /// Lines that end with LF or CRLF, each cut where it becomes too long.
    private static final class Lines {

        private final byte[] bytes;
        private final int to;
        private int at;

        Lines(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.at = from;
            this.to = to;
        }

        String next() {
            int start = at;
            while (at < to && bytes[at] != '\n') {
                at++;
            }
            int end = at > start && bytes[at - 1] == '\r' ? at - 1 : at;
            at++;
            return new Cursor(bytes, start, end).text(Math.min(LONGEST_LINE, Math.max(0, end - start)));
        }
    }
}
