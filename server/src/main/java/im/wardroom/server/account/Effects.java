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
        sendAsIs(device, stanza.addressed(stanza.from(), device.jid()));
    }

    /// Without stamping the device's address.
    void sendAsIs(Device device, Stanza stanza) {
        sendLogged(device, stanza, 0);
    }

    /// @param number the message's place in the log
    void sendLogged(Device device, Stanza stanza, long number) {
        device.gates().check(new Outgoing(stanza, number)).forEach(outgoing -> post(device, outgoing));
    }

    /// What was held back for the device goes now.
    void open(Device device) {
        device.gates().open().forEach(outgoing -> post(device, outgoing));
    }

    /// What a resumable stream carries of the log is noted before it is sent: a crash must not make the server forget
    /// which of the client's numbers is which message.
    private void post(Device device, Outgoing outgoing) {
        DeviceStream stream = device.stream();
        if (stream != null) {
            long onStream = stream.next();
            if (outgoing.number() > 0) {
                keep(new Change.Sent(stream.key(), onStream, outgoing.number()));
            }
        }
        add(new Effect.Send(device.session(), outgoing.stanza(), outgoing.number()));
    }

    void forward(Stanza stanza, List<Change> changes) {
        add(new Effect.Forward(stanza, changes));
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
