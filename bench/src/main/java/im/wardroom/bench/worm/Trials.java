// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import im.wardroom.guard.worm.WormRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Many runs in some organisations, several at a time.
final class Trials {

    private final List<Trial> organisations;
    private final WormRules rules;

    Trials(int people, int organisations, long seed, int warm, WormRules rules) {
        this.rules = rules;
        this.organisations = IntStream.range(0, organisations)
                .parallel()
                .mapToObj(i -> new Trial(people, seed + i, warm, rules))
                .toList();
    }

    Trial first() {
        return organisations.getFirst();
    }

    /// Days without any worm, all messages of all conversations.
    List<Outcome> quiet(int days) {
        return IntStream.range(0, organisations.size())
                .parallel()
                .mapToObj(i -> organisations.get(i).quiet(i, days))
                .toList();
    }

    /// @param bare runs without a guard
    Summary worm(Kind kind, double click, int runs, int bare) {
        List<Integer> all =
                new ArrayList<>(IntStream.range(0, runs + bare).boxed().toList());
        List<Outcome> outcomes = all.parallelStream()
                .map(run ->
                        organisations.get(run % organisations.size()).worm(kind, click, run, run < runs ? rules : null))
                .toList();
        return new Summary(kind, click, outcomes.subList(runs, runs + bare), outcomes.subList(0, runs));
    }
}
