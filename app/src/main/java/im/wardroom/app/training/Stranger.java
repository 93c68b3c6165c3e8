// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.training;

import im.wardroom.xmpp.address.Domain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;

/// A visitor who signs in, presses much on somebody who does not know them, and leaves: when there is a flood, what
/// becomes of it must not be new to the JVM. Belongs to one thread.
///
/// @param recipient somebody who never comes
record Stranger(InetSocketAddress address, Domain domain, ScramProof proof, String user, String recipient) {

    private static final int TIMES = 20;
    private static final int STANZAS = 30;

    /// Whoever has asked for three quarters of what one may ask for at once (100) is slowed down.
    private static final int SUBSCRIPTIONS = 90;

    /// Who has waited for so long leaves.
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    /// Is heard to the end, though not all is delivered. May block.
    ///
    /// @param end when they give up at the latest, by `System.nanoTime`
    void press(long end) throws IOException {
        try (Visitor visitor = new Visitor(Pair.tls(), address, domain, end)) {
            visitor.signIn(user, proof, "a", false);
            for (int i = 0; i < TIMES; i++) {
                visitor.press(recipient + '@' + domain, STANZAS);
            }
        }
    }

    /// Asks for so much that the server does not listen any more, and gives up. May block.
    ///
    /// @param end when they give up at the latest, by `System.nanoTime`
    void insist(long end) throws IOException {
        long patience = Math.min(PATIENCE_NANOS, end - System.nanoTime());
        try (Visitor visitor = new Visitor(Pair.tls(), address, domain, System.nanoTime() + patience)) {
            visitor.signIn(user, proof, "a", false);
            visitor.subscribe(recipient + '@' + domain, SUBSCRIPTIONS);
        } catch (SocketTimeoutException e) {
            // As it should be.
        }
    }
}
