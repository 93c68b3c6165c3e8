// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

/// Where it is written down what the guard found. Returns at once; thread-safe.
@FunctionalInterface
public interface Journal {

    /// @param enforced false if the rule was only observed, and nothing was done
    /// @return a reference by which people can ask what happened
    String note(Act act, Verdict verdict, boolean enforced);
}
