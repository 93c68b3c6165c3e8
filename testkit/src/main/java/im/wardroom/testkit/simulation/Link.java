// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// One connection between a device and the server, as the network sees it: two directions, each in order, that break
/// anywhere. The sides need not learn of it.
final class Link {

    private static final int SPLIT_ONE_IN = 8;

    private final World world;
    private final Scheduler scheduler;
    private final Random random;
    private final String name;
    private final Strand up;
    private final Strand taking;
    private final Strand down;
    private final SimulatedConnection server;
    private final DeviceStream client;
    private boolean cut;

    Link(World world, Machine machine, DeviceStream client, StreamWatch watch) {
        this.world = world;
        this.scheduler = world.scheduler();
        this.random = world.random();
        this.client = client;
        this.name = client.toString();
        this.up = new Strand(name + " up");
        this.taking = new Strand(name + " socket");
        this.down = new Strand(name + " down");
        this.server = new SimulatedConnection(
                this, machine, watch, world.substitutes().connection());
    }

    // ---- the client's side

    void send(String text) {
        if (cut) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        world.trace().note(name, "C:", bytes);
        if (random.nextInt(SPLIT_ONE_IN) == 0) {
            int half = random.nextInt(bytes.length);
            carryUp(Arrays.copyOfRange(bytes, 0, half));
            carryUp(Arrays.copyOfRange(bytes, half, bytes.length));
        } else {
            carryUp(bytes);
        }
    }

    private void carryUp(byte[] bytes) {
        scheduler.execute(up, () -> server.arrived(bytes));
    }

    /// Breaks: of what is under way some arrives, and the server may learn of it or not.
    void cut() {
        if (!cut) {
            cut = true;
            down.end();
            up.keepOnly(random.nextInt(up.size() + 1));
            if (random.nextInt(3) > 0) {
                scheduler.execute(up, server::disconnected);
            }
            client.lost();
        }
    }

    // ---- the server's side

    /// The operating system takes the bytes at some time; then they are on their way.
    void carryDown(byte[] bytes, long said, Runnable taken) {
        scheduler.execute(taking, () -> {
            taken.run();
            world.trace().note(name, "S:", bytes);
            scheduler.execute(down, () -> client.arrived(bytes, said));
        });
    }

    /// The server closes, once everything was taken.
    void closeFromServer() {
        scheduler.execute(taking, () -> {
            server.disconnected();
            endDown();
        });
    }

    private void endDown() {
        scheduler.execute(down, () -> {
            cut = true;
            client.lost();
        });
    }

    /// The server is dead; the client learns of it after what is still under way.
    void serverDied() {
        up.end();
        taking.end();
        down.keepOnly(random.nextInt(down.size() + 1));
        endDown();
    }

    World world() {
        return world;
    }
}
