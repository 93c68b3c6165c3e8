// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One kind of worm at one click probability, over all runs.
///
/// @param bare runs without a guard
/// @param guarded runs with it
record Summary(Kind kind, double click, List<Outcome> bare, List<Outcome> guarded) {

    static final double MOST_INFECTED = 0.5;
    static final int MOST_RECIPIENTS = 20;

    Summary {
        bare = List.copyOf(bare);
        guarded = List.copyOf(guarded);
    }

    double bareMedian() {
        return quantile(bare, 0.5, Outcome::share);
    }

    double infected(double quantile) {
        return quantile(guarded, quantile, Outcome::share);
    }

    /// How many had a copy when it was found: by the guard, or because it died of itself.
    double found(double quantile) {
        return quantile(guarded, quantile, run -> run.found() < 0 ? run.delivered() : run.found());
    }

    /// Seconds until it was blocked for everybody; negative where most runs needed no block.
    double blocked() {
        List<Outcome> with = guarded.stream().filter(run -> run.blocked() >= 0).toList();
        return with.isEmpty() ? -1 : quantile(with, 0.5, Outcome::blocked) / 1_000;
    }

    /// In 10,000 days of people.
    double falseQuarantines() {
        double days = guarded.stream().mapToDouble(Outcome::userDays).sum();
        return 10_000 * guarded.stream().mapToInt(Outcome::falseQuarantines).sum() / days;
    }

    /// The nearest rank.
    static double quantile(List<Outcome> runs, double quantile, ToDoubleFunction<Outcome> of) {
        List<Outcome> sorted =
                runs.stream().sorted(Comparator.comparingDouble(of)).toList();
        int rank = (int) Math.ceil(quantile * sorted.size());
        return sorted.isEmpty() ? 0 : of.applyAsDouble(sorted.get(Math.max(0, rank - 1)));
    }
}
