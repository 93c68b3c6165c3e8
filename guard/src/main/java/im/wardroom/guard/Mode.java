// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

/// Whether a rule acts.
public enum Mode {
    OFF,
    /// It is written down what would have been done.
    OBSERVE,
    ENFORCE
}
