// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import java.util.List;

/// Archives whatever is logged, in both accounts.
record Archiving(boolean everything) implements Feature {

    private static final String NAMESPACE = "urn:wardroom:simulation:archive";

    @Override
    public List<Specification> specifications() {
        return List.of();
    }

    @Override
    public void install(Hooks hooks) {
        hooks.archive(NAMESPACE, (preferences, message, peer, contact) -> everything);
    }
}
