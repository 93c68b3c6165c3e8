// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.Change;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import java.util.ArrayList;
import java.util.List;

/// Collects the effects of one command, in order. Belongs to the account.
final class Effects {

    private List<Effect> collected = new ArrayList<>();

    void add(Effect effect) {
        collected.add(effect);
    }

    void keep(Change change) {
        add(new Effect.Keep(change));
    }

    void send(Device device, Stanza stanza) {
        add(new Effect.Send(device.session(), stanza.addressed(stanza.from(), device.jid()), 0));
    }

    /// Without stamping the device's address.
    void sendAsIs(Device device, Stanza stanza, long number) {
        add(new Effect.Send(device.session(), stanza, number));
    }

    void route(Stanza stanza) {
        add(new Effect.Route(stanza));
    }

    /// Answers the stanza's sender with an error, where one is allowed.
    void refuse(Stanza stanza, StanzaError error) {
        Stanza reply = stanza.errorReply(error);
        if (reply != null && reply.to() != null) {
            route(reply);
        }
    }

    List<Effect> take() {
        List<Effect> taken = collected;
        collected = new ArrayList<>();
        return taken;
    }
}
