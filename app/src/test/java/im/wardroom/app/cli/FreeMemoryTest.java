// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FreeMemoryTest {

    private static final int PIECES = 16 * 1024;
    private static final long PIECE = 4000;
    private static final long PAGE = 4096;

    private long compilation;
    private int given;
    private final FreeMemory free = new FreeMemory(() -> compilation, () -> given++);

    private void compilersWorkFor(long millis) {
        compilation += millis;
        free.giveBackWhenQuiet();
    }

    @Test
    void itIsKeptWhileTheCompilersAreAtWork() {
        for (int i = 0; i < 10; i++) {
            compilersWorkFor(500);
        }
        assertThat(given).isZero();
    }

    @Test
    void itIsGivenBackWhenTheyAreThroughAndFourTimesInAll() {
        compilersWorkFor(500);
        for (int i = 0; i < 10; i++) {
            compilersWorkFor(0);
        }
        assertThat(given).isEqualTo(4);
    }

    @Test
    void whatTheyDoNowAndThenAddsUp() {
        for (int i = 0; i < 19; i++) {
            compilersWorkFor(10);
        }
        assertThat(given).isZero();
        compilersWorkFor(10);
        assertThat(given).isEqualTo(1);
    }

    @Test
    void whatOneOfThemDidIsNotForgottenWhenItsThreadEnds() {
        compilersWorkFor(500);
        compilersWorkFor(-400);
        compilersWorkFor(0);
        assertThat(given).isEqualTo(2);
        compilersWorkFor(500);
        for (int i = 0; i < 10; i++) {
            compilersWorkFor(0);
        }
        assertThat(given).isEqualTo(6);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theSystemGetsIt() throws IOException {
        try (Arena kept = Arena.ofConfined()) {
            try (Arena freed = Arena.ofConfined()) {
                for (int i = 0; i < PIECES; i++) {
                    freed.allocate(PIECE);
                }
                // What lies behind it keeps the C library from giving it back by itself.
                kept.allocate(PIECE);
            }
            long before = resident();
            new FreeMemory(() -> 0).giveBack();
            assertThat(resident()).isLessThan(before - PIECES * PIECE / 2);
        }
    }

    private static long resident() throws IOException {
        String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
        return Long.parseLong(pages) * PAGE;
    }
}
