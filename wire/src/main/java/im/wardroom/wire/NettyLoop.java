// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.server.stream.Loop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A thread of Netty as a loop. Thread-safe.
record NettyLoop(EventLoop executor) implements Loop {

    @Override
    public boolean isCurrent() {
        return executor.inEventLoop();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        var future = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void executeInTurn(Runnable task) {
        executor.execute(() -> {
            long now = System.nanoTime();
            Turns.of(executor).await(end -> task.run(), now, now, now);
        });
    }
}
