// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static im.wardroom.watch.live.NativeFunction.INT;
import static im.wardroom.watch.live.NativeFunction.LONG;
import static im.wardroom.watch.live.NativeFunction.POINTER;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Gives up what this process may do beyond what it needs, once the interface is open, and makes sure of it.
///
/// Root becomes somebody else, in all threads: the C library sees to that (nptl(7)). Who is not root but has a
/// capability gives it up in the thread that reads and in those that it starts; the virtual machine's own threads were
/// there before, and Linux lets no thread take a capability from another.
public final class Privileges {

    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int CAPABILITIES_VERSION_3 = 0x2008_0522;

    private static final NativeFunction GETEUID = LibC.libc("geteuid");
    private static final NativeFunction SETGROUPS = LibC.libc("setgroups", LONG, POINTER);
    private static final NativeFunction SETRESGID = LibC.libc("setresgid", INT, INT, INT);
    private static final NativeFunction SETRESUID = LibC.libc("setresuid", INT, INT, INT);
    private static final NativeFunction CAPSET = LibC.libc("capset", POINTER, POINTER);
    private static final NativeFunction PRCTL =
            NativeFunction.variadic(NativeFunction.libc(), 1, "prctl", INT, INT, LONG, LONG, LONG, LONG);

    private Privileges() {}

    /// What is left.
    public enum Left {
        /// Nothing beyond what the user may that it has become.
        NOTHING("no rights of root"),
        /// The capability, in threads that read nothing from the network.
        IN_OTHER_THREADS("no right to watch in this thread, the virtual machine's own keep it"),
        /// Root was asked for.
        ALL("all rights of root");

        private final String words;

        Left(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// @param user whom root becomes; somebody else stays who it is
    /// @throws TapException if that cannot be done, or was not done though the system said so
    public static Left giveUp(String user) throws IOException {
        if (GETEUID.answer() != 0) {
            dropCapabilities();
            forbidNewOnes();
            Threads.checkSelf();
            return Left.IN_OTHER_THREADS;
        }
        Account account = Account.of(user);
        if (account.uid() == 0) {
            return Left.ALL;
        }
        become(account);
        forbidNewOnes();
        Threads.checkAll(account.uid());
        checkNoSocket();
        return Left.NOTHING;
    }

    private static void become(Account account) throws IOException {
        try {
            long _ = SETGROUPS.call(0L, MemorySegment.NULL);
            long _ = SETRESGID.call(account.gid(), account.gid(), account.gid());
            long _ = SETRESUID.call(account.uid(), account.uid(), account.uid());
        } catch (SystemCallException e) {
            throw new TapException(
                    ("it is not possible to become %s (%s);"
                                    + " choose somebody else with --user, or --user root to keep all rights")
                            .formatted(account.name(), e.getMessage()),
                    e);
        }
    }

    private static void dropCapabilities() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            long _ = CAPSET.call(arena.allocateFrom(JAVA_INT, CAPABILITIES_VERSION_3, 0), arena.allocate(24, 4));
        }
    }

    private static void forbidNewOnes() throws IOException {
        long _ = PRCTL.call(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L);
    }

    private static void checkNoSocket() throws IOException {
        int socket;
        try {
            socket = LibC.socket(LibC.AF_PACKET, LibC.SOCK_RAW);
        } catch (SystemCallException e) {
            return;
        }
        LibC.close(socket);
        throw new TapException("rights were given up, but another interface could still be opened");
    }
}
