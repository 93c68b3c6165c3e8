// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.site;

import im.wardroom.web.bosh.BoshResource;
import im.wardroom.web.http.Request;
import im.wardroom.web.http.Resource;
import im.wardroom.web.http.Response;
import im.wardroom.web.websocket.WebSocketUpgrade;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.InvalidJidException;
import java.util.List;

/// What the page of the web client must know of the server. Domains need no escaping in JSON.
///
/// @param domains of the server, the main one first
/// @param name of the installation
record ClientSettings(List<Domain> domains, String name) implements Resource {

    @Override
    public Response answer(Request request) {
        String host = request.host().text();
        String text = "{\"name\":\"%s\",\"domain\":\"%s\",\"websocket\":\"%s\",\"bosh\":\"%s\"}\n"
                .formatted(
                        inJson(name),
                        domain(request),
                        "wss://" + host + WebSocketUpgrade.PATH,
                        "https://" + host + BoshResource.PATH);
        return Response.ok("application/json; charset=utf-8", text).with("cache-control", "no-cache");
    }

    /// A name has no control characters.
    private static String inJson(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /// The one by which the client came here, if it is ours.
    private String domain(Request request) {
        try {
            Domain asked = new Domain(request.host().name());
            if (domains.contains(asked)) {
                return asked.value();
            }
        } catch (InvalidJidException e) {
            // An address of the Internet, or a name that is no domain: the main one will do.
        }
        return domains.getFirst().value();
    }
}
