// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import java.util.List;

/// The one feature that scripts need: the server answers pings.
final class Pong implements Feature {

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(199, "2.0.1"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.server("urn:xmpp:ping", "ping", (request, payload) -> Hooks.answer(null));
    }
}
