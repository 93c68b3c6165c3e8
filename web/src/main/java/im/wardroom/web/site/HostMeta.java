// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.site;

import im.wardroom.web.bosh.BoshResource;
import im.wardroom.web.http.Request;
import im.wardroom.web.http.Resource;
import im.wardroom.web.http.Response;
import im.wardroom.web.websocket.WebSocketUpgrade;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Tells where to connect (XEP-0156 §2): the place that the client has just reached, so that it is right behind a
/// proxy, too. If the server's addresses are known, it tells all that a client needs (XEP-0487), and nothing else need
/// be looked up. Pages of every site may read it. Nothing in it needs escaping.
///
/// @param domains by which clients know the server
/// @param addresses of the server on the Internet; none if nobody said
/// @param directTls the port for direct TLS; 0 if there is none
record HostMeta(AskedDomain domains, List<InetAddress> addresses, int directTls) {

    private static final String WEBSOCKET = "urn:xmpp:alt-connections:websocket";
    private static final String BOSH = "urn:xmpp:alt-connections:xbosh";
    private static final String TLS = "urn:xmpp:alt-connections:tls";

    /// Seconds for which it may be kept.
    private static final int LIFETIME = 3600;

    Resource xrd() {
        return request -> answer("application/xrd+xml; charset=utf-8", """
                <?xml version="1.0" encoding="UTF-8"?>
                <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
                  <Link rel="%s" href="%s"/>
                  <Link rel="%s" href="%s"/>
                </XRD>
                """.formatted(
                        WEBSOCKET, webSocket(request), BOSH, bosh(request)));
    }

    Resource json() {
        return request -> answer(
                "application/json; charset=utf-8",
                addresses.isEmpty()
                        ? "{\"links\":[%s,%s]}\n"
                                .formatted(
                                        link(WEBSOCKET, "\"href\":\"" + webSocket(request) + '"'),
                                        link(BOSH, "\"href\":\"" + bosh(request) + '"'))
                        : "{\"xmpp\":{\"ttl\":%d},\"links\":[%s]}\n"
                                .formatted(LIFETIME, String.join(",", completeLinks(request))));
    }

    /// XEP-0487 §3, the best first.
    private List<String> completeLinks(Request request) {
        List<String> links = new ArrayList<>();
        if (directTls != 0) {
            links.add(link(TLS, "\"port\":" + directTls + rest(request, 10)));
        }
        links.add(link(WEBSOCKET, "\"href\":\"" + webSocket(request) + '"' + rest(request, 20)));
        links.add(link(BOSH, "\"href\":\"" + bosh(request) + '"' + rest(request, 30)));
        return links;
    }

    private String rest(Request request, int priority) {
        return ",\"ips\":[%s],\"priority\":%d,\"weight\":50,\"sni\":\"%s\""
                .formatted(
                        addresses.stream()
                                .map(address -> '"' + address.getHostAddress() + '"')
                                .collect(Collectors.joining(",")),
                        priority,
                        domains.of(request));
    }

    private static String link(String relation, String rest) {
        return "{\"rel\":\"" + relation + "\"," + rest + '}';
    }

    private static Response answer(String type, String text) {
        return Response.ok(type, text)
                .with("access-control-allow-origin", "*")
                .with("cross-origin-resource-policy", "cross-origin")
                .with("cache-control", "no-cache");
    }

    /// The host is of a form that needs no escaping.
    private static String webSocket(Request request) {
        return "wss://" + request.host().text() + WebSocketUpgrade.PATH;
    }

    private static String bosh(Request request) {
        return "https://" + request.host().text() + BoshResource.PATH;
    }
}
