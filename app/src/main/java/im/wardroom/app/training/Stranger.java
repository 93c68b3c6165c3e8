// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.training;

import im.wardroom.xmpp.address.Domain;
import java.io.IOException;
import java.net.InetSocketAddress;

/// A visitor who signs in, presses much on somebody who does not know them, and leaves: when there is a flood, what
/// becomes of it must not be new to the JVM. Belongs to one thread.
///
/// @param recipient somebody who never answers
record Stranger(InetSocketAddress address, Domain domain, ScramProof proof, String user, String recipient) {

    private static final int TIMES = 20;
    private static final int STANZAS = 30;

    /// May block.
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
}
