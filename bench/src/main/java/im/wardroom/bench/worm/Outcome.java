// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import java.util.Map;

/// What one run came to.
///
/// @param infected accounts, those where it began included
/// @param found how many people had a copy when the guard first acted on one; -1 if it never did
/// @param delivered how many had one in the end
/// @param blocked milliseconds from the beginning to the block for everybody; -1 if there was none
/// @param asked how many people were asked whether they are people, by what they were doing
/// @param micros that the guard took for a stanza, on average
/// @param contacts with whom one had a conversation
/// @param correspondents with whom one exchanged anything at all
/// @param conversations of one person in a month of 21 working days
record Outcome(
        int people,
        int infected,
        int found,
        int delivered,
        long blocked,
        Map<String, Integer> asked,
        int falseQuarantines,
        double userDays,
        long messages,
        double micros,
        double contacts,
        double correspondents,
        double conversations) {

    double share() {
        return 100.0 * infected / people;
    }

    int challenges() {
        return asked.values().stream().mapToInt(n -> n).sum();
    }
}
