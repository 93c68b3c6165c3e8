// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import java.util.List;

/// One story: a title and what happens.
///
/// @param file for messages
/// @param givens what the server must be like, one word or more each, such as `open registration`
public record Script(String file, int line, String title, List<String> givens, List<Step> steps) {

    public Script {
        givens = List.copyOf(givens);
        steps = List.copyOf(steps);
    }
}
