// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.features.transfers.StreamRelay;
import im.wardroom.wire.relay.Relay;
import im.wardroom.xmpp.address.BareJid;

/// The relay of the wire, as the feature knows it. Thread-safe.
record TransferRelay(Relay relay) implements StreamRelay {

    @Override
    public int port() {
        return relay.port();
    }

    @Override
    public void expect(String hash, BareJid account) {
        relay.expect(hash, account.toString());
    }

    @Override
    public Outcome activate(String hash, BareJid account) {
        return switch (relay.activate(hash, account.toString())) {
            case STARTED -> Outcome.STARTED;
            case UNKNOWN -> Outcome.UNKNOWN;
            case INCOMPLETE -> Outcome.INCOMPLETE;
            case RUNNING -> Outcome.RUNNING;
            case TOO_MANY -> Outcome.TOO_MANY;
        };
    }
}
