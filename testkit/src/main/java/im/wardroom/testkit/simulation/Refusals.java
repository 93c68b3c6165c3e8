// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.stanza.Message;
import java.util.List;

/// Tells the ledger of each error that comes back to the account of a message's sender.
record Refusals(Ledger ledger) implements Feature {

    private static final String NAMESPACE = "urn:wardroom:simulation:refusals";

    @Override
    public List<Specification> specifications() {
        return List.of();
    }

    @Override
    public void install(Hooks hooks) {
        hooks.admit(NAMESPACE, (documents, stanza, peer, direction) -> {
            if (direction == Hooks.Direction.INBOUND
                    && stanza instanceof Message message
                    && message.type() == Message.Type.ERROR
                    && message.id() != null) {
                ledger.reported(message.id());
            }
            return null;
        });
    }
}
