// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "worms")
public final class WormsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        int n = Integer.getInteger("n", 10_000);
        int runs = Integer.getInteger("runs", 6);
        long t = System.nanoTime();
        Trial trial = new Trial(n, 1, Trial.WARM);
        System.out.printf(
                "contacts %.1f mutual %.2f warm %.1fs%n",
                trial.society().meanContacts(), trial.society().mutual(), (System.nanoTime() - t) / 1e9);
        t = System.nanoTime();
        if (!Boolean.getBoolean("skipquiet")) {
            Outcome q = trial.quiet(1, Trial.WARM, Integer.getInteger("days", 5));
            System.out.printf(
                    "%s%n msgs/user-day %.1f, challenges per 1000 ud %.3f, false q per 10000 %.3f; %.1f s%n",
                    q,
                    q.messages() / q.userDays(),
                    1000 * q.challenges() / q.userDays(),
                    10000 * q.falseQuarantines() / q.userDays(),
                    (System.nanoTime() - t) / 1e9);
        }
        String only = System.getProperty("kind", "");
        for (Kind kind : Kind.values()) {
            if (!only.isEmpty() && !kind.name().equals(only)) continue;
            t = System.nanoTime();
            Outcome bare = trial.worm(kind, 0.3, 1, null, Trial.WARM);
            System.out.printf("%-15s bare %.1f%% | ", kind, bare.share());
            for (int r = 0; r < runs; r++) {
                Outcome o = trial.worm(kind, 0.3, r, im.wardroom.guard.worm.WormRules.DEFAULT, Trial.WARM);
                System.out.printf(
                        " %d(f%d b%ds c%d q%d)",
                        o.infected(), o.found(), o.blocked() / 1000, o.challenges(), o.falseQuarantines());
            }
            System.out.printf("  %.1fs%n", (System.nanoTime() - t) / 1e9);
        }
        return 0;
    }
}
