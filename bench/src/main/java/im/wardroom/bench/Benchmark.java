// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.testkit.TestDevice;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// The measured parts; each gives lines for the table.
final class Benchmark {

    private static final int SIGNING_IN_AT_ONCE = 8;
    private static final int UNLIMITED = 1_000_000;

    private final Plan plan;
    private final SignIn signIn = new SignIn();

    Benchmark(Plan plan) {
        this.plan = plan;
    }

    /// One line of the table.
    record Line(String what, String value, String unit) {}

    List<Line> run() throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(4 * plan.pairs())) {
            lines.addAll(signIns(server));
            lines.addAll(throughput(server));
            lines.addAll(latency(server));
        }
        try (ServerProcess server = ServerProcess.start(plan.idle())) {
            lines.addAll(memory(server));
        }
        return lines;
    }

    /// Several threads sign in and out, each as fast as it can.
    private List<Line> signIns(ServerProcess server) throws InterruptedException {
        Histogram times = new Histogram();
        LongAdder done = new LongAdder();
        Duration cpu;
        AtomicBoolean measuring = new AtomicBoolean();
        AtomicBoolean stopped = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < SIGNING_IN_AT_ONCE; thread++) {
                int account = thread;
                threads.execute(() -> {
                    while (!stopped.get()) {
                        long begun = System.nanoTime();
                        signIn.device(server, account).leave();
                        if (measuring.get()) {
                            times.add(System.nanoTime() - begun);
                            done.increment();
                        }
                    }
                });
            }
            pause(plan.warmUp());
            measuring.set(true);
            Duration before = server.cpu();
            pause(plan.duration());
            cpu = server.cpu().minus(before);
            measuring.set(false);
            stopped.set(true);
        }
        return List.of(
                new Line("sign-ins (TCP, TLS 1.3, SCRAM-SHA-256, bind, leave)", perSecond(done.sum()), "a second"),
                new Line("  processor time of the server for one", micros(cpu, done.sum()), "µs"),
                new Line("  time of one, p50 / p99 / p99.9 / worst", times.summary(), "ms"));
    }

    /// Closed loop: every sender keeps a window full. Each message is on disk before it is delivered.
    private List<Line> throughput(ServerProcess server) throws InterruptedException {
        try (Talk talk = new Talk(server, signIn, 0, plan.pairs(), plan.window())) {
            Histogram times = new Histogram();
            AtomicBoolean stopped = new AtomicBoolean();
            for (int pair = 0; pair < talk.pairs(); pair++) {
                int sender = pair;
                Thread.ofVirtual().start(() -> {
                    try {
                        while (!stopped.get()) {
                            talk.send(sender, System.nanoTime());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            pause(plan.warmUp());
            talk.onReceived(meant -> times.add(System.nanoTime() - meant));
            long before = talk.received();
            Duration cpuBefore = server.cpu();
            pause(plan.duration());
            Duration cpu = server.cpu().minus(cpuBefore);
            long delivered = talk.received() - before;
            stopped.set(true);
            return List.of(
                    new Line(
                            "messages, %d pairs, window %d, each synced to disk".formatted(plan.pairs(), plan.window()),
                            perSecond(delivered),
                            "a second"),
                    new Line("  processor time of the server for one", micros(cpu, delivered), "µs"),
                    new Line("  time under way, p50 / p99 / p99.9 / worst", times.summary(), "ms"));
        }
    }

    /// Open loop: messages are due at fixed times, whatever became of the ones before; the time counts from when a
    /// message was due.
    private List<Line> latency(ServerProcess server) throws InterruptedException {
        try (Talk talk = new Talk(server, signIn, 2 * plan.pairs(), plan.pairs(), UNLIMITED)) {
            Histogram times = new Histogram();
            talk.onReceived(meant -> times.add(System.nanoTime() - meant));
            long gap = TimeUnit.SECONDS.toNanos(1) / plan.rate();
            long begun = System.nanoTime();
            long count = plan.rate() * plan.duration().toSeconds();
            for (long i = 0; i < count; i++) {
                long due = begun + i * gap;
                LockSupport.parkNanos(due - System.nanoTime());
                talk.send((int) (i % talk.pairs()), due);
            }
            long end = System.nanoTime() + plan.duration().toNanos();
            while (talk.received() < count && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            return List.of(
                    new Line(
                            "latency at %d messages a second, open loop, p50 / p99 / p99.9 / worst"
                                    .formatted(plan.rate()),
                            times.summary(),
                            "ms"),
                    new Line("  messages that arrived", talk.received() + " of " + count, ""));
        }
    }

    /// Signed in, available, and then silent.
    private List<Line> memory(ServerProcess server) throws IOException {
        List<TestDevice> idle = new ArrayList<>();
        try {
            // What the first sessions load stays, and is not theirs.
            int first = plan.idle() / 10;
            grow(server, idle, first);
            long liveBefore = server.liveBytes();
            long residentBefore = server.residentBytes();
            grow(server, idle, plan.idle());
            long live = (server.liveBytes() - liveBefore) / (plan.idle() - first);
            long resident = (server.residentBytes() - residentBefore) / (plan.idle() - first);
            return List.of(
                    new Line(
                            "memory of an idle session, live heap after a collection",
                            "%.1f".formatted(live / 1024.0),
                            "KiB"),
                    new Line(
                            "memory of an idle session, growth of the process",
                            "%.1f".formatted(resident / 1024.0),
                            "KiB"));
        } finally {
            idle.forEach(TestDevice::close);
        }
    }

    private void grow(ServerProcess server, List<TestDevice> idle, int to) {
        while (idle.size() < to) {
            TestDevice device = signIn.device(server, idle.size());
            device.send("<presence/>");
            device.receive();
            idle.add(device);
        }
    }

    private String perSecond(long count) {
        return "%,.0f".formatted(count / (double) plan.duration().toSeconds());
    }

    private static String micros(Duration cpu, long count) {
        return "%,.0f".formatted(cpu.toNanos() / 1_000.0 / Math.max(1, count));
    }

    private static void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
