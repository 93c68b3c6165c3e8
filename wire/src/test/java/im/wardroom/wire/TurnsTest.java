// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnsTest {

    private static final long LONG_AGO = TimeUnit.MINUTES.toNanos(1);

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final List<String> order = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /// Lets them queue up within one task of the loop, and waits until that many entries are in the order.
    private void queued(int entries, Consumer<Turns> step) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            step.accept(Turns.of(loop));
            whenThere(entries, done);
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).as("served: %s", order).isTrue();
    }

    private void whenThere(int entries, CountDownLatch done) {
        if (order.size() >= entries) {
            done.countDown();
        } else if (!loop.isShuttingDown()) {
            loop.execute(() -> whenThere(entries, done));
        }
    }

    private Turns.Speaker says(String name) {
        return end -> order.add(name);
    }

    /// Takes all the time that there is.
    private Turns.Speaker goesOnAndSays(String name) {
        return end -> {
            order.add(name);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        };
    }

    @Test
    void whoWasSilentIsServedBeforeThoseWhoWait() throws InterruptedException {
        queued(4, turns -> {
            long now = System.nanoTime();
            turns.await(says("busy 1"), now, now - LONG_AGO, now);
            turns.await(says("busy 2"), now, now - LONG_AGO, now);
            turns.await(says("silent 1"), now, now - LONG_AGO, now - LONG_AGO);
            turns.await(says("silent 2"), now, now - LONG_AGO, now - LONG_AGO);
        });
        assertThat(order).containsExactly("silent 1", "silent 2", "busy 1", "busy 2");
    }

    @Test
    void whoCameAMomentAgoWaitsWithTheOthers() throws InterruptedException {
        queued(3, turns -> {
            long now = System.nanoTime();
            long justNow = now - TimeUnit.SECONDS.toNanos(9);
            turns.await(says("busy"), now, now - LONG_AGO, now);
            turns.await(says("new"), now, justNow, justNow);
            turns.await(says("silent"), now, now - LONG_AGO, now - LONG_AGO);
        });
        assertThat(order).containsExactly("silent", "busy", "new");
    }

    @Test
    void whoHasMoreToSayGoesToTheEnd() throws InterruptedException {
        queued(3, turns -> {
            long now = System.nanoTime();
            turns.await(
                    end -> {
                        order.add("talkative");
                        turns.await(says("talkative again"), now, now - LONG_AGO, now);
                    },
                    now,
                    now - LONG_AGO,
                    now - LONG_AGO);
            turns.await(says("other"), now, now - LONG_AGO, now);
        });
        assertThat(order).containsExactly("talkative", "other", "talkative again");
    }

    @Test
    void sixteenWhoWereSilentAreServedInARoundThoughTheTimeIsOverAndThenOneWhoWaits() throws InterruptedException {
        List<String> silent = IntStream.rangeClosed(1, 17)
                .mapToObj(number -> "silent " + number)
                .toList();
        queued(18, turns -> {
            long now = System.nanoTime();
            silent.forEach(name -> turns.await(goesOnAndSays(name), now, now - LONG_AGO, now - LONG_AGO));
            turns.await(says("busy"), now, now - LONG_AGO, now);
        });
        List<String> expected = new ArrayList<>(silent);
        expected.add(16, "busy");
        assertThat(order).isEqualTo(expected);
    }

    @Test
    void whoFailsKeepsNobodyFromTheirTurn() throws InterruptedException {
        queued(2, turns -> {
            long now = System.nanoTime();
            turns.await(
                    end -> {
                        throw new IllegalStateException("a handler failed");
                    },
                    now,
                    now - LONG_AGO,
                    now - LONG_AGO);
            turns.await(says("silent"), now, now - LONG_AGO, now - LONG_AGO);
            turns.await(says("busy"), now, now - LONG_AGO, now);
        });
        assertThat(order).containsExactly("silent", "busy");
    }

    @Test
    void otherWorkOfTheLoopIsDoneBetweenTurnsThatTakeLong() throws InterruptedException {
        queued(4, turns -> {
            long now = System.nanoTime();
            turns.await(
                    end -> {
                        loop.execute(() -> order.add("what came of it"));
                        goesOnAndSays("long 1").takeTurn(end);
                    },
                    now,
                    now - LONG_AGO,
                    now);
            turns.await(goesOnAndSays("long 2"), now, now - LONG_AGO, now);
            loop.execute(() -> order.add("before"));
        });
        assertThat(order).containsExactly("before", "long 1", "what came of it", "long 2");
    }

    @Test
    void whoeverComesWhileThereIsTimeIsServedAtOnce() throws InterruptedException {
        queued(2, turns -> {
            long now = System.nanoTime();
            order.add("time: " + (turns.end(now) > now));
            goesOnAndSays("busy").takeTurn(turns.end(System.nanoTime()));
            order.add("time: " + (turns.end(System.nanoTime()) > System.nanoTime()));
        });
        assertThat(order).containsExactly("time: true", "busy", "time: false");
    }
}
