// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The network interfaces of this machine, with and without an address, as far as this process may see them.
final class Interfaces {

    private static final long FLAGS = 0x8913;
    private static final long HARDWARE = 0x8927;
    private static final int UP = 1;

    /// `struct ifreq`: a name, and what is asked for.
    private static final int REQUEST = 40;

    private static final int LONGEST_NAME = 15;
    private static final Path LIST = Path.of("/proc/net/dev");

    private Interfaces() {}

    static List<String> names() throws IOException {
        return Files.readAllLines(LIST, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.indexOf(':') > 0)
                .map(line -> line.substring(0, line.indexOf(':')).strip())
                .toList();
    }

    /// The number of an interface.
    static int index(String name) throws IOException {
        if (!name.isEmpty() && name.length() <= LONGEST_NAME) {
            try (Arena arena = Arena.ofConfined()) {
                long index = LibC.INDEX.answer(arena.allocateFrom(name));
                if (index > 0) {
                    return (int) index;
                }
            }
        }
        throw new TapException("there is no interface %s; there are %s, and %s for all of them"
                .formatted(name, String.join(", ", names()), TapSettings.ALL));
    }

    static boolean isUp(String name) throws IOException {
        return (ask(name, FLAGS) & UP) != 0;
    }

    /// What kind of network it is, as ARP numbers it.
    static int hardware(String name) throws IOException {
        return ask(name, HARDWARE) & 0xffff;
    }

    private static short ask(String name, long question) throws IOException {
        int socket = LibC.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(REQUEST, 8);
            byte[] letters = name.getBytes(StandardCharsets.UTF_8);
            MemorySegment.copy(letters, 0, request, JAVA_BYTE, 0, Math.min(letters.length, LONGEST_NAME));
            long _ = LibC.IOCTL.call(socket, question, request);
            return request.get(JAVA_SHORT, LONGEST_NAME + 1);
        } finally {
            LibC.close(socket);
        }
    }
}
