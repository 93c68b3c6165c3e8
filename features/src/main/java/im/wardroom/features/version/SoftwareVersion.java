// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.version;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// Software Version (XEP-0092). The operating system is nobody's business.
public final class SoftwareVersion implements Feature {

    private static final String NS = "jabber:iq:version";

    private final String version;

    public SoftwareVersion(String version) {
        this.version = version;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(92, "1.1"));
    }

    @Override
    public void install(Hooks hooks) {
        Element answer = Element.of(NS, "query")
                .with(Element.of(NS, "name", "Wardroom"))
                .with(Element.of(NS, "version", version));
        hooks.server(NS, "query", (request, payload) -> Hooks.answer(answer)).serverFeature(NS);
    }
}
