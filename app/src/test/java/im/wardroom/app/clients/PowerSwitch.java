// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

/// Says whether the server runs and its disk is well, and since when: so devices wait for it without asking again and
/// again, and know whether a connection was lost because of what the test did. Thread-safe.
final class PowerSwitch {

    private static final long REST_MILLIS = 200;

    private boolean on = true;
    private boolean troubled;
    private int starts;

    /// Waits until the server runs.
    ///
    /// @return which start it is
    synchronized int awaitOn() throws InterruptedException {
        while (!on) {
            wait();
        }
        return starts;
    }

    synchronized void off() {
        on = false;
    }

    synchronized void on() {
        on = true;
        starts++;
        notifyAll();
    }

    /// The server runs, but its disk does not work.
    synchronized void trouble() {
        troubled = true;
    }

    /// The disk works. Connections from before may still end because it did not.
    synchronized void calm() {
        troubled = false;
        starts++;
        notifyAll();
    }

    /// The server has run without a break since then, on a disk that works.
    synchronized boolean isSame(int start) {
        return on && !troubled && starts == start;
    }

    /// Between two attempts to sign in to a server in trouble.
    synchronized void rest() throws InterruptedException {
        if (troubled) {
            wait(REST_MILLIS);
        }
    }
}
