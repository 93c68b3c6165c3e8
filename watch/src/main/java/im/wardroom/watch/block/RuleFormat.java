// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Service;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// How a program writes rules.
public interface RuleFormat {

    /// What begins a line that the program does not read.
    String comment();

    Advice advice(Rules rules);

    /// The rules, each line ended.
    void write(Rules rules, StringBuilder text);

    /// The services of which anything is denied.
    default Set<Service> stopped(Rules rules) {
        Set<Service> both = new TreeSet<>(rules.servicesByName());
        both.addAll(rules.servicesByAddress());
        return both;
    }

    /// What this program could deny of the chosen services, and does not.
    default List<LeftOut> leftOut(Rules rules) {
        return rules.leftOut();
    }
}
