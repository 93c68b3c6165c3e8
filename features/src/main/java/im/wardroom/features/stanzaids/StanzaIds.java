// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.stanzaids;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import java.util.List;

/// Unique and Stable Stanza IDs (XEP-0359): says that accounts put them on what they log.
public final class StanzaIds implements Feature {

    private static final String NS = "urn:xmpp:sid:0";

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(359, "0.7.0"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.serverFeature(NS).accountFeature(NS);
    }
}
