// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

/// Looks for one kind of danger in what people send. Thread-safe, in memory, and done in microseconds.
public interface Detector {

    Mode mode();

    /// What becomes of the act, if this detector is asked alone.
    Verdict look(Act act);
}
