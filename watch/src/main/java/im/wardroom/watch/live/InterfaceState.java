// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What has become of an interface since it was opened: up, down, or gone. Is asked when nothing comes, ten times a
/// second, and looks every tenth time. All interfaces together are always up.
final class InterfaceState {

    private static final int TURNS = 10;
    private static final List<String> LOST = List.of("rx_missed_errors", "rx_fifo_errors");

    private final String name;
    private final int index;
    private final long lostBefore;
    private int turn;
    private boolean up = true;

    /// @param index the interface's number, 0 for all
    InterfaceState(String name, int index) {
        this.name = name;
        this.index = index;
        lostBefore = lost();
    }

    /// @throws TapException if it is gone
    void check() throws IOException {
        if (index == 0 || ++turn % TURNS != 0) {
            return;
        }
        checkNow();
    }

    void checkNow() throws IOException {
        if (index != 0 && !LibC.isInterface(index)) {
            throw new TapException("the interface %s is gone: it was taken out or removed".formatted(name));
        }
        up = index == 0 || isUpOrRenamed();
    }

    private boolean isUpOrRenamed() {
        try {
            return Interfaces.isUp(name);
        } catch (IOException e) {
            // It has another name by now, and still sends what it gets.
            return true;
        }
    }

    String name() {
        return name;
    }

    boolean isUp() {
        return up;
    }

    /// What the network card or its driver gave up since the beginning.
    long dropped() {
        return Math.max(0, lost() - lostBefore);
    }

    private long lost() {
        long sum = 0;
        for (String counter : LOST) {
            try {
                sum += Long.parseLong(Files.readString(Path.of("/sys/class/net", name, "statistics", counter))
                        .strip());
            } catch (IOException | RuntimeException e) {
                // Not every network has these counters, and not every machine shows them.
                return sum;
            }
        }
        return sum;
    }
}
