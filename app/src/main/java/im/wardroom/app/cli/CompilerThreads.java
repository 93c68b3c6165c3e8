// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads of the just-in-time compilers. What runs for the first time when a server has been in service for a
/// while is what hardly anybody does, such as a flood, and those who talk meanwhile should not share the processor with
/// its compilation.
final class CompilerThreads {

    private static final Logger LOG = LoggerFactory.getLogger(CompilerThreads.class);

    /// As Linux shows them, with a number in between.
    private static final List<String> NAMES = List.of("C1 CompilerThre", "C2 CompilerThre");

    private static final Path SELF = Path.of("/proc/self");

    private static final Path TASKS = SELF.resolve("task");

    /// Steps of niceness: a third of the weight of those who do not step back (`sched(7)`).
    private static final int STEPS = 5;

    private static final int NICEST = 19;

    /// Where a line of `/proc/self/stat` has them, counted after the name (`proc_pid_stat(5)`).
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;
    private static final int NICENESS = 16;

    /// Linux shows times to programs in hundredths of a second (`USER_HZ`).
    private static final int MILLIS_OF_TICK = 10;

    /// A thread's number as such is meant (`setpriority(2)`).
    private static final int PRIO_PROCESS = 0;

    private CompilerThreads() {}

    /// From now on they give way to all other threads, and so do those that they start. It cannot be taken back. Does
    /// nothing where the system is not Linux. Blocks for a moment.
    static void giveWay() {
        if (!Files.isDirectory(TASKS)) {
            return;
        }
        try {
            int niceness = Math.min(niceness(SELF) + STEPS, NICEST);
            for (Path thread : all()) {
                giveWay(thread, niceness);
            }
        } catch (IOException | RuntimeException e) {
            LOG.atDebug().setCause(e).log("the compilers' threads keep their priority");
        }
    }

    private static void giveWay(Path thread, int niceness) {
        try {
            if (niceness(thread) < niceness) {
                set(Integer.parseInt(thread.getFileName().toString()), niceness);
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a compiler's thread has ended");
        }
    }

    static List<Path> all() throws IOException {
        try (Stream<Path> threads = Files.list(TASKS)) {
            return threads.filter(thread -> NAMES.contains(name(thread))).toList();
        }
    }

    /// Empty if the thread has ended.
    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /// How long they have had a processor, all together; 0 where the system is not Linux. Blocks for a moment.
    static long millis() {
        if (!Files.isDirectory(TASKS)) {
            return 0;
        }
        try {
            return all().stream().mapToLong(CompilerThreads::ticks).sum() * MILLIS_OF_TICK;
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("what the compilers do cannot be seen");
            return 0;
        }
    }

    /// 0 if the thread has ended.
    private static long ticks(Path thread) {
        try {
            String[] fields = fields(thread);
            return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        } catch (IOException e) {
            return 0;
        }
    }

    /// Of a thread, or of the process's first one.
    static int niceness(Path task) throws IOException {
        return Integer.parseInt(fields(task)[NICENESS]);
    }

    private static String[] fields(Path task) throws IOException {
        String line = Files.readString(task.resolve("stat"));
        return line.substring(line.lastIndexOf(')') + 2).split(" ");
    }

    private static void set(int thread, int niceness) {
        Linker linker = Linker.nativeLinker();
        var setpriority = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setpriority"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        try {
            int outcome = (int) setpriority.invokeExact(PRIO_PROCESS, thread, niceness);
            LOG.atDebug()
                    .addKeyValue("thread", thread)
                    .addKeyValue("outcome", outcome)
                    .log("a compiler's thread gives way");
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
