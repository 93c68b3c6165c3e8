// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.discovery;

import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whom to turn to about this server (XEP-0157), as an extended disco form (XEP-0128).
///
/// @param addresses URIs by purpose, such as `abuse` or `security`
public record Contacts(Map<String, List<String>> addresses) {

    private static final String FORMS = "jabber:x:data";
    private static final String TYPE = "http://jabber.org/network/serverinfo";

    public Contacts {
        addresses = Map.copyOf(addresses);
    }

    /// The forms to add to the server's disco information: one, or none if nobody is named.
    List<Form> forms() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        addresses.keySet().stream().sorted().forEach(purpose -> {
            List<String> uris = addresses.getOrDefault(purpose, List.of());
            if (!uris.isEmpty()) {
                fields.put(purpose + "-addresses", List.copyOf(uris));
            }
        });
        return fields.isEmpty() ? List.of() : List.of(new Form(TYPE, fields));
    }

    /// @param fields values by name, in the order of the names
    record Form(String type, Map<String, List<String>> fields) {

        Element toElement() {
            List<Element> children = new ArrayList<>();
            children.add(field("FORM_TYPE", List.of(type)).with("type", "hidden"));
            fields.forEach((name, values) -> children.add(field(name, values).with("type", "list-multi")));
            return Element.of(FORMS, "x").with("type", "result").withAll(children);
        }

        private static Element field(String name, List<String> values) {
            return Element.of(FORMS, "field")
                    .with("var", name)
                    .withAll(values.stream()
                            .map(value -> Element.of(FORMS, "value", value))
                            .toList());
        }
    }
}
