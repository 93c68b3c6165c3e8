// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.discovery;

import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Map;

/// Whom to turn to about this server (XEP-0157), as an extended disco form (XEP-0128).
///
/// @param addresses URIs by purpose, such as `abuse` or `security`
public record Contacts(Map<String, List<String>> addresses) {

    private static final String TYPE = "http://jabber.org/network/serverinfo";

    public Contacts {
        addresses = Map.copyOf(addresses);
    }

    /// The forms to add to the server's disco information: one, or none if nobody is named.
    List<Element> forms() {
        Form form = Form.of("result", TYPE);
        for (String purpose : addresses.keySet().stream().sorted().toList()) {
            List<String> uris = addresses.getOrDefault(purpose, List.of());
            if (!uris.isEmpty()) {
                form = form.field(purpose + "-addresses", "list-multi", null, uris, List.of());
            }
        }
        return form.equals(Form.of("result", TYPE)) ? List.of() : List.of(form.toElement());
    }
}
