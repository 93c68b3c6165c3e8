// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.server.stream.Connection;
import im.wardroom.store.Store;
import im.wardroom.testkit.simulation.disk.SimulatedDisk;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What stands in for parts of the server or of the machine: planted faults, to see whether the checker finds them.
///
/// @param disk makes the disk
/// @param store wraps what the server takes for its store
/// @param connection wraps what the server takes for the connection to a client
public record Substitutes(
        Function<Random, SimulatedDisk> disk, UnaryOperator<Store> store, UnaryOperator<Connection> connection) {

    /// Everything as it should be.
    public static final Substitutes NONE =
            new Substitutes(SimulatedDisk::new, UnaryOperator.identity(), UnaryOperator.identity());

    public Substitutes withDisk(Function<Random, SimulatedDisk> changed) {
        return new Substitutes(changed, store, connection);
    }

    public Substitutes withStore(UnaryOperator<Store> changed) {
        return new Substitutes(disk, changed, connection);
    }

    public Substitutes withConnection(UnaryOperator<Connection> changed) {
        return new Substitutes(disk, store, changed);
    }
}
