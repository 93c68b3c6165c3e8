// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

/// Says whether the server runs, and how often it was started: so devices wait for it without asking again and again,
/// and know whether a connection was lost because of a kill. Thread-safe.
final class PowerSwitch {

    private boolean on = true;
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

    /// The server has run without a break since then.
    synchronized boolean isSame(int start) {
        return on && starts == start;
    }
}
