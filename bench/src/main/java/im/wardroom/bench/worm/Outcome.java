// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import java.util.Map;

/// What one run came to.
///
/// @param infected accounts, those where it began included
/// @param found how many copies had been delivered when the guard first acted on one; -1 if it never did
/// @param blocked milliseconds from the first copy to the block for everybody; -1 if there was none
record Outcome(
        int people,
        int infected,
        int found,
        long blocked,
        int challenges,
        Map<String, Integer> asked,
        int falseQuarantines,
        double userDays,
        long messages,
        double contacts,
        double conversations) {

    double share() {
        return 100.0 * infected / people;
    }
}
