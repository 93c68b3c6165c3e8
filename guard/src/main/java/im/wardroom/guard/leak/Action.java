// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

/// What becomes of a stanza that holds what must not leave. The last one is the strongest.
public enum Action {
    /// It goes on without it.
    REDACT,
    /// The sender is warned, and it goes on if that person says so.
    CONFIRM,
    REFUSE
}
