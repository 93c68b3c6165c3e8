// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

/// Ends what waits for the disk of a server that is dead. An error, so that no code of the server takes it for one of
/// its own failures.
final class PowerCut extends Error {

    private static final long serialVersionUID = 1L;

    PowerCut() {
        super("the server is dead", null, false, false);
    }
}
