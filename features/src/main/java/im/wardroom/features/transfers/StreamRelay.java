// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.transfers;

import im.wardroom.xmpp.address.BareJid;

/// What joins two connections. It does what it is told, and decides nothing but limits. Thread-safe.
public interface StreamRelay {

    /// What became of the wish to join two connections.
    enum Outcome {
        STARTED,
        /// Nobody is connected for that, or it is not the account's.
        UNKNOWN,
        /// One side is not connected.
        INCOMPLETE,
        /// It has begun before.
        RUNNING,
        /// The account has as many streams as it may.
        TOO_MANY
    }

    /// Where clients connect; 0 while nowhere.
    int port();

    /// Connections that name this hash may come now, for the account's stream.
    void expect(String hash, BareJid account);

    Outcome activate(String hash, BareJid account);
}
