// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.site;

import im.wardroom.web.bosh.BoshResource;
import im.wardroom.web.http.Request;
import im.wardroom.web.http.Resource;
import im.wardroom.web.http.Response;
import im.wardroom.web.websocket.WebSocketUpgrade;

/// Tells where to connect (XEP-0156 §2): the place that the client has just reached, so that it is right behind a
/// proxy, too. Pages of every site may read it.
final class HostMeta {

    private static final String WEBSOCKET = "urn:xmpp:alt-connections:websocket";
    private static final String BOSH = "urn:xmpp:alt-connections:xbosh";

    private HostMeta() {}

    static final Resource XRD = request -> answer(
            "application/xrd+xml; charset=utf-8", """
            <?xml version="1.0" encoding="UTF-8"?>
            <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
              <Link rel="%s" href="%s"/>
              <Link rel="%s" href="%s"/>
            </XRD>
            """.formatted(WEBSOCKET, webSocket(request), BOSH, bosh(request)));

    static final Resource JSON = request -> answer(
            "application/json; charset=utf-8",
            "{\"links\":[{\"rel\":\"%s\",\"href\":\"%s\"},{\"rel\":\"%s\",\"href\":\"%s\"}]}\n"
                    .formatted(WEBSOCKET, webSocket(request), BOSH, bosh(request)));

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
