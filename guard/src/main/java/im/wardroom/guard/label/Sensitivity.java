// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.label;

import java.util.HashSet;
import java.util.Set;

/// A level and categories: how confidential a message is, or what somebody is cleared for.
///
/// @param level its place in the list of levels; the first one is the lowest
public record Sensitivity(int level, Set<String> categories) {

    /// Of what everybody may know.
    public static final Sensitivity LOWEST = new Sensitivity(0, Set.of());

    public Sensitivity {
        categories = Set.copyOf(categories);
    }

    /// Whoever is cleared for this may see the other.
    public boolean dominates(Sensitivity other) {
        return level >= other.level && categories.containsAll(other.categories);
    }

    /// What is as confidential as both together.
    Sensitivity with(Sensitivity other) {
        Set<String> all = new HashSet<>(categories);
        all.addAll(other.categories);
        return new Sensitivity(Math.max(level, other.level), all);
    }
}
