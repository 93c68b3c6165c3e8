// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.protocol.HttpRequest;
import im.wardroom.watch.service.Entry;
import im.wardroom.watch.service.Service;
import java.util.List;
import java.util.Optional;

/// HTTP on any port: the host, the program, WebSockets and other ways in which messengers speak through HTTP. What goes
/// through CONNECT is looked at as if it came alone.
public final class HttpNames implements Dissector {

    private static final int LONGEST_HEAD = 8192;

    private final Naming naming;
    private final Dissector addresses;

    /// @param addresses who is told that a name was seen
    public HttpNames(Naming naming, Dissector addresses) {
        this.naming = naming;
        this.addresses = addresses;
    }

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet >= 'A' && octet <= 'Z';
    }

    @Override
    public Answer look(Look look) {
        if (look.remembered(this, Proxied.class) != null) {
            return proxied(look.fresh(), look.fromClient());
        }
        Excerpt client = look.client();
        if (client.isEmpty()) {
            Excerpt server = look.server();
            return server.mayBecome("HTTP/1.") && !look.isLast() ? Answer.MORE : Answer.NO;
        }
        if (!HttpRequest.isPossible(client.bytes(), client.from(), client.to())) {
            return Answer.NO;
        }
        int end = HttpRequest.end(client.bytes(), client.from(), client.to());
        if (end < 0 && !look.isLast() && client.length() < LONGEST_HEAD) {
            return Answer.MORE;
        }
        Optional<HttpRequest> request = HttpRequest.read(client.bytes(), client.from(), client.to());
        if (request.isEmpty()) {
            return Answer.NO;
        }
        Optional<Detection> found = detection(request.get());
        if (found.isPresent() && request.get().target().startsWith("http://")) {
            look.remember(this, new Proxied());
            return Answer.foundAndFollow(found.get());
        }
        if (found.isPresent()) {
            return Answer.found(found.get());
        }
        if (request.get().isTunnel() && end > 0) {
            return tunnel(look, end - client.from());
        }
        if (request.get().target().startsWith("http://")) {
            look.remember(this, new Proxied());
            return Answer.FOLLOW;
        }
        if (request.get().host().filter(host -> !isAddress(host)).isPresent()) {
            Named.mark(look, addresses);
        }
        return Answer.NO;
    }

    /// One connection to a proxy carries requests to many hosts, each of which begins with what came just now.
    private Answer proxied(Excerpt fresh, boolean fromClient) {
        if (!fromClient || fresh.isEmpty()) {
            return Answer.FOLLOW;
        }
        return HttpRequest.read(fresh.bytes(), fresh.from(), fresh.to())
                .flatMap(this::detection)
                .map(Answer::foundAndFollow)
                .orElse(Answer.FOLLOW);
    }

    private record Proxied() {}

    /// A name has a letter after its last dot.
    private static boolean isAddress(String host) {
        char last = host.charAt(host.length() - 1);
        return last >= '0' && last <= '9';
    }

    private static Answer tunnel(Look look, int head) {
        Excerpt server = look.server();
        int end = server.isEmpty() ? -1 : HttpRequest.end(server.bytes(), server.from(), server.to());
        if (end > 0 && server.startsWith("HTTP/1.") && server.has(9, 1) && server.u8(9) == '2') {
            return new Answer.Within(head, end - server.from());
        }
        return end < 0 && !look.isLast() ? Answer.MORE : Answer.NO;
    }

    private Optional<Detection> detection(HttpRequest request) {
        if (request.host().isPresent()) {
            String name = request.host().get();
            Optional<Detection> host = naming.host(name, Via.HTTP, request.isTunnel() ? "HTTP tunnel to" : "HTTP host");
            if (host.isPresent() || naming.directory().allows(name)) {
                return host;
            }
        }
        Optional<Detection> program = request.agent().isPresent()
                ? naming.beginning(Entry.Kind.AGENT, request.agent().get(), Via.HTTP, "HTTP program")
                : Optional.empty();
        return program.isPresent() ? program : carried(request);
    }

    /// Protocols of messengers within HTTP.
    private static Optional<Detection> carried(HttpRequest request) {
        List<String> inside = request.isWebSocket() ? request.subprotocols() : List.of();
        if (inside.contains("xmpp") || inside.contains("xmpp-framing")) {
            return carried(Service.XMPP, "WebSocket of XMPP");
        }
        if (inside.contains("text.ircv3.net") || inside.contains("binary.ircv3.net") || inside.contains("irc")) {
            return carried(Service.IRC, "WebSocket of IRC");
        }
        if (request.target().startsWith("/_matrix/") || request.target().startsWith("/.well-known/matrix/")) {
            return carried(Service.MATRIX, "HTTP path of Matrix");
        }
        if (request.upgrade().filter("mmtls"::equals).isPresent()) {
            return carried(Service.WECHAT, "HTTP upgrade to MMTLS");
        }
        String type = request.contentType().orElse("");
        if (type.startsWith("application/x-msn-messenger")) {
            return carried(Service.MSN, "HTTP content of MSNP");
        }
        if (type.startsWith("aim/http")) {
            return carried(Service.AIM_ICQ, "HTTP content of OSCAR");
        }
        return Optional.empty();
    }

    private static Optional<Detection> carried(Service service, String evidence) {
        return Optional.of(new Detection(service, Via.HTTP, Activity.CHAT, Confidence.CERTAIN, evidence));
    }
}
