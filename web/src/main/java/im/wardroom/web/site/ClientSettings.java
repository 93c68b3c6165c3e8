// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.site;

import im.wardroom.web.bosh.BoshResource;
import im.wardroom.web.http.Request;
import im.wardroom.web.http.Resource;
import im.wardroom.web.http.Response;
import im.wardroom.web.websocket.WebSocketUpgrade;

/// What the page of the web client must know of the server. Domains need no escaping in JSON.
///
/// @param domains of the server
/// @param name of the installation
record ClientSettings(AskedDomain domains, String name) implements Resource {

    @Override
    public Response answer(Request request) {
        String host = request.host().text();
        String text = "{\"name\":\"%s\",\"domain\":\"%s\",\"websocket\":\"%s\",\"bosh\":\"%s\"}\n"
                .formatted(
                        inJson(name),
                        domains.of(request),
                        "wss://" + host + WebSocketUpgrade.PATH,
                        "https://" + host + BoshResource.PATH);
        return Response.ok("application/json; charset=utf-8", text).with("cache-control", "no-cache");
    }

    /// A name has no control characters.
    private static String inJson(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
