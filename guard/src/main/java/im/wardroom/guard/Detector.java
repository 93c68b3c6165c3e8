// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

/// Looks for one kind of danger in what people send. Thread-safe, in memory, and done in microseconds.
public interface Detector {

    Mode mode();

    /// Whether it has to see every word. Who looks at how people behave need not: small talk that follows at once to
    /// the same address tells nothing more. Who counts has to.
    default boolean seesEveryWord() {
        return true;
    }

    /// What becomes of the act, if this detector is asked alone.
    Verdict look(Act act);
}
