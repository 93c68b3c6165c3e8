// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import java.util.Random;

/// What kind of client a device runs.
///
/// @param inline signs in, binds and resumes in one round trip (XEP-0388); otherwise step by step
/// @param management uses XEP-0198
/// @param resumes uses it to resume, too
/// @param answers how it answers when the server asks what it has
record Habits(boolean inline, boolean management, boolean resumes, boolean carbons, Answers answers) {

    enum Answers {
        PROMPTLY,
        LATE,
        NEVER
    }

    static Habits draw(Random random) {
        boolean management = random.nextInt(6) > 0;
        return new Habits(
                random.nextBoolean(),
                management,
                management && random.nextInt(5) > 0,
                random.nextInt(3) > 0,
                Answers.values()[Math.min(random.nextInt(4), 2)]);
    }
}
