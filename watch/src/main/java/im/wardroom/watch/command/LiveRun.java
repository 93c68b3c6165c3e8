// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.Lookout;
import im.wardroom.watch.live.LiveWatch;
import im.wardroom.watch.live.Preparation;
import im.wardroom.watch.live.Privileges;
import im.wardroom.watch.live.Standing;
import im.wardroom.watch.live.Tap;
import im.wardroom.watch.live.TapException;
import im.wardroom.watch.live.TapSettings;
import im.wardroom.watch.live.Taps;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Watches an interface from its opening to the last line: in the order that keeps rights and packets apart. First all
/// is loaded, then the interface is opened, then the rights are given up, and only then a packet is looked at.
final class LiveRun {

    private static final int FAILED = 1;
    private static final Duration LOSS_TOLD = Duration.ofMinutes(1);

    private final Terminal terminal;
    private final PrintStream out;
    private final LiveOutput output;
    private final Lookout lookout;
    private final boolean isDrawn;
    private final InstantSource clock;
    private Instant lossTold = Instant.EPOCH;
    private long lostBefore;
    private boolean wasUp = true;

    /// @param isDrawn whether the output owns the whole terminal, so that nothing else may be written there
    LiveRun(
            Terminal terminal,
            PrintStream out,
            LiveOutput output,
            Lookout lookout,
            InstantSource clock,
            boolean isDrawn) {
        this.terminal = terminal;
        this.out = out;
        this.output = output;
        this.lookout = lookout;
        this.clock = clock;
        this.isDrawn = isDrawn;
    }

    int run(TapSettings settings, LiveWatch.Bounds bounds, String user) {
        try {
            Preparation.loadAll();
            try (Tap tap = Taps.open(settings)) {
                Privileges.Left left = Privileges.giveUp(user);
                LiveOutput.Start start = new LiveOutput.Start(
                        clock.instant(),
                        settings.interfaceName(),
                        tap.way(),
                        settings.bufferOctets(),
                        left == Privileges.Left.NOTHING ? user : System.getProperty("user.name"),
                        left.words());
                return watch(tap, bounds, start);
            }
        } catch (IOException e) {
            terminal.complain(String.valueOf(e.getMessage()));
            return FAILED;
        }
    }

    private void begin(LiveOutput.Start start) {
        if (!isDrawn) {
            terminal.complain(start.sentence());
        }
        output.begin(start);
    }

    private int watch(Tap tap, LiveWatch.Bounds bounds, LiveOutput.Start start) throws IOException {
        Stopping stopping = new Stopping();
        LiveWatch watch = new LiveWatch(tap, lookout, clock, bounds, standing -> turn(standing, stopping));
        int result = FAILED;
        // Before the start is told: who reads of it may stop the watch at once.
        stopping.begin(watch::stop);
        try {
            begin(start);
            Optional<TapException> broken = watchToTheEnd(watch);
            lookout.end();
            Standing last = watch.standing();
            output.end(last);
            // Only now does the terminal show what is written beside the table.
            broken.ifPresent(why -> terminal.complain(String.valueOf(why.getMessage())));
            tellLoss(last, Duration.ZERO);
            terminal.complain(lookout.failures());
            result = broken.isPresent() ? FAILED : 0;
        } finally {
            stopping.end(result);
        }
        return result;
    }

    /// Empty if it ended because it should.
    private static Optional<TapException> watchToTheEnd(LiveWatch watch) throws IOException {
        try {
            watch.run();
            return Optional.empty();
        } catch (TapException e) {
            return Optional.of(e);
        }
    }

    private void turn(Standing standing, Stopping stopping) {
        output.turn(standing);
        if (out.checkError()) {
            // Nobody reads any longer.
            stopping.now();
        }
        if (!isDrawn && standing.isUp() != wasUp) {
            terminal.complain(standing.isUp() ? "the interface is up again" : "the interface is down; waiting for it");
        }
        wasUp = standing.isUp();
        tellLoss(standing, LOSS_TOLD);
    }

    private void tellLoss(Standing standing, Duration pause) {
        boolean isTime = !standing.time().isBefore(lossTold.plus(pause));
        if (isDrawn || !isTime || standing.losses().all() <= lostBefore) {
            return;
        }
        lossTold = standing.time();
        lostBefore = standing.losses().all();
        terminal.complain("PACKETS WERE LOST: " + Closing.losses(standing.losses()));
    }
}
