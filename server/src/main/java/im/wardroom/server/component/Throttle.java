// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.component;

import im.wardroom.server.delivery.EntityHost;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.server.stream.Connection;

/// Reads no more from a component while too much of what it sent is under way. Belongs to the connection's loop.
final class Throttle {

    private final Connection connection;
    private final EntityHost accounts;
    private final int most;
    private int underWay;
    private boolean paused;

    /// @param most stanzas that may be under way
    Throttle(Connection connection, EntityHost accounts, int most) {
        this.connection = connection;
        this.accounts = accounts;
        this.most = most;
    }

    /// For one stanza. Nobody is told that it is done. One that is lost says nothing of those after it: its sender gets
    /// an error.
    Receipt receipt() {
        underWay++;
        if (!paused && underWay >= most) {
            paused = true;
            connection.read(false);
        }
        Part part = new Part();
        return accounts.receipt(new Receipt.Sequence(), part::done, cause -> part.done())
                .unpromised();
    }

    private final class Part {
        private boolean done;

        /// From any thread, and more than once if several things fail.
        void done() {
            connection.loop().run(() -> {
                if (!done) {
                    done = true;
                    arrived();
                }
            });
        }
    }

    private void arrived() {
        underWay--;
        if (paused && underWay <= most / 2) {
            paused = false;
            connection.read(true);
        }
    }
}
