// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import java.util.Locale;

/// How a worm goes about it.
enum Kind {
    BURST("the whole contact list at once, one link", 3),
    WORDING("at once, one host, a new wording each time", 3),
    ROTATING("at once, a new host each time, one wording", 3),
    FILE("at once, a file that differs a little each time", 3),
    CHAMELEON("at once, host and wording new each time", 3),
    ROOMS("posts into every room the account is in", 3),
    SEVERAL("ten accounts at once, one link", 3),
    SLOW("one recipient an hour, one link", 8),
    REPLY("only answers who just wrote, one link", 20),
    SCAN("anybody in the directory, ten a minute", 3),
    SLOW_CHAMELEON("one recipient an hour, host and wording new each time", 8);

    final String meaning;

    /// How long it is watched, in working days.
    final int days;

    Kind(String meaning, int days) {
        this.meaning = meaning;
        this.days = days;
    }

    boolean isStealthy() {
        return this == SLOW || this == REPLY || this == SLOW_CHAMELEON;
    }

    int begins() {
        return this == SEVERAL ? 10 : 1;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
