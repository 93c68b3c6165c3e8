// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.roster;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// Says that rosters have versions and take subscriptions that were approved in advance; both are done by the account.
public final class RosterOffers implements Feature {

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.rfc(6121));
    }

    @Override
    public void install(Hooks hooks) {
        // RFC 6121 §2.6.1 and §3.4.1.
        hooks.offer(domain -> Element.of("urn:xmpp:features:rosterver", "ver"))
                .offer(domain -> Element.of("urn:xmpp:features:pre-approval", "sub"));
    }
}
