// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import im.wardroom.bench.contender.RunningServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

/// What a stretch of load cost: processor time of the server and of the generator, and time on the wall.
final class Meter {

    private final RunningServer server;
    private final long begun;
    private final long serverBefore;
    private final long generatorBefore;

    private Meter(RunningServer server) throws IOException {
        this.server = server;
        serverBefore = server.cpu().toNanos();
        generatorBefore = generator();
        begun = System.nanoTime();
    }

    static Meter start(RunningServer server) throws IOException {
        return new Meter(server);
    }

    /// @param server processor seconds of the server
    record Cost(double server, double generator, double wall) {
        double perCpuSecond(long count) {
            return server <= 0 ? 0 : count / server;
        }

        /// How busy each side's core was; where the generator's is full and the server's is not, only figures for each
        /// processor second of the server say something.
        List<Reading> busy() {
            return List.of(
                    Reading.note("server busy", "%", 100 * server / wall),
                    Reading.note("generator busy", "%", 100 * generator / wall));
        }
    }

    Cost stop() throws IOException {
        return new Cost(
                (server.cpu().toNanos() - serverBefore) / 1e9,
                (generator() - generatorBefore) / 1e9,
                (System.nanoTime() - begun) / 1e9);
    }

    private static long generator() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
