// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import im.wardroom.watch.Lookout;
import im.wardroom.watch.capture.Packet;
import im.wardroom.watch.packet.Micros;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Watches an interface until it is told to stop, or has seen enough. All is done on the thread that calls [#run];
/// [#stop] may come from another one.
public final class LiveWatch {

    /// How often the clock is looked at while packets come.
    private static final int PACKETS_A_LOOK = 64;

    private static final Duration TURN = Duration.ofSeconds(1);

    private final Tap tap;
    private final Lookout lookout;
    private final InstantSource clock;
    private final Bounds bounds;
    private final Consumer<Standing> eachSecond;
    private volatile boolean stopped;
    private Instant nextTurn = Instant.MIN;

    /// @param duration how long it is watched at most
    /// @param packets how many are looked at, at most
    public record Bounds(Duration duration, long packets) {

        public static final Bounds NONE = new Bounds(Duration.ofDays(36_500), Long.MAX_VALUE);
    }

    /// @param eachSecond is told how it stands, about once a second
    public LiveWatch(Tap tap, Lookout lookout, InstantSource clock, Bounds bounds, Consumer<Standing> eachSecond) {
        this.tap = tap;
        this.lookout = lookout;
        this.clock = clock;
        this.bounds = bounds;
        this.eachSecond = eachSecond;
    }

    /// What has come until then is still looked at.
    public void stop() {
        stopped = true;
    }

    /// @throws TapException if the interface is gone
    public void run() throws IOException {
        Instant end = clock.instant().plus(bounds.duration());
        Packet packet = new Packet();
        long count = 0;
        while (!stopped && count < bounds.packets()) {
            boolean got = tap.next(packet);
            if (got) {
                lookout.look(packet);
                count++;
            }
            if (!got || count % PACKETS_A_LOOK == 0) {
                Instant now = clock.instant();
                turn(now, got ? packet.micros() : Micros.of(now));
                if (!now.isBefore(end)) {
                    stop();
                }
            }
        }
        if (count < bounds.packets()) {
            empty(packet, bounds.packets() - count);
        }
    }

    /// Looks at what waits in the buffer, and at nothing that comes later.
    private void empty(Packet packet, long most) throws IOException {
        long end = Micros.of(clock.instant());
        for (long i = 0; i < most && tap.next(packet) && packet.micros() <= end; i++) {
            lookout.look(packet);
        }
    }

    private void turn(Instant now, long micros) throws IOException {
        // A clock that was set back does not stop the turns.
        if (now.isBefore(nextTurn) && now.isAfter(nextTurn.minus(TURN.multipliedBy(2)))) {
            return;
        }
        nextTurn = now.plus(TURN);
        lookout.pass(micros);
        eachSecond.accept(standing(now));
    }

    /// How it stands now.
    public Standing standing() throws IOException {
        return standing(clock.instant());
    }

    private Standing standing(Instant now) throws IOException {
        return new Standing(now, lookout.packets(), lookout.flows(), lookout.evicted(), tap.losses(), tap.isUp());
    }
}
