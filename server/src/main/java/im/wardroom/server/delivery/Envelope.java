// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.Effect;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import java.util.List;

/// A command on its way to an account, with the receipt of the stanza that caused it.
record Envelope(Command command, Receipt receipt) {

    /// A message that is only answered is done when its sender has the answer. That waits for nothing here: what is
    /// before it here may wait for an answer from there.
    boolean isRefusedBy(List<Effect> effects) {
        if (!(command instanceof Command.Arrive(Message _, var _))) {
            return false;
        }
        for (Effect effect : effects) {
            if (!(effect instanceof Effect.Route(Stanza answer)) || !answer.isError()) {
                return false;
            }
        }
        return !effects.isEmpty();
    }

    /// What a device sends to others is done when they have it, not when something of it is kept here.
    boolean isPassedOnBy(List<Effect> effects) {
        if (command instanceof Command.Depart) {
            for (Effect effect : effects) {
                if (effect instanceof Effect.Forward || effect instanceof Effect.Route) {
                    return true;
                }
            }
        }
        return false;
    }
}
