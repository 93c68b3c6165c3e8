// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the just-in-time compilers had allocated and freed, and the C library keeps. Giving it back to the system
/// takes some tens of milliseconds, in which whoever allocates has to wait; so that is done when the compilers are
/// through with what they had to do, and not while they are at work. Not thread-safe.
final class FreeMemory {

    private static final Logger LOG = LoggerFactory.getLogger(FreeMemory.class);

    /// Of compilation between two looks: less than that is quiet.
    private static final long QUIET_MILLIS = 150;

    /// Of compilation, for which it is worth it.
    private static final long WORTH_MILLIS = 200;

    /// In a row: the JVM keeps what was freed for some seconds, too.
    private static final int TIMES = 4;

    /// `malloc_trim(3)`.
    private static final Optional<MethodHandle> TRIM = Linker.nativeLinker()
            .defaultLookup()
            .find("malloc_trim")
            .map(function ->
                    Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.of(JAVA_INT, JAVA_LONG)));

    private final LongSupplier compilation;
    private final Runnable giveBack;
    private long seen;
    private long worked;
    private int left;

    /// @param compilation how long the compilers have been at work, in milliseconds
    FreeMemory(LongSupplier compilation) {
        this(compilation, FreeMemory::trim);
    }

    /// @param giveBack gives it back
    FreeMemory(LongSupplier compilation, Runnable giveBack) {
        this.compilation = compilation;
        this.giveBack = giveBack;
    }

    /// Gives it back now. Does nothing where the C library is not GNU's. Blocks for a moment.
    void giveBack() {
        giveBack.run();
    }

    /// As above, if it is time for it. To be called every few seconds.
    void giveBackWhenQuiet() {
        long now = compilation.getAsLong();
        // A compiler's thread that ends takes its time along.
        long since = Math.max(0, now - seen);
        seen = now;
        worked += since;
        if (worked >= WORTH_MILLIS) {
            worked = 0;
            left = TIMES;
        }
        if (since <= QUIET_MILLIS && left > 0) {
            left--;
            giveBack.run();
        }
    }

    private static void trim() {
        if (TRIM.isEmpty()) {
            return;
        }
        try {
            int released = (int) TRIM.get().invokeExact(0L);
            LOG.atDebug().addKeyValue("released", released).log("free memory was given back");
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
