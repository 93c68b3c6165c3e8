// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import im.wardroom.guard.Mode;

/// Something that must not leave.
///
/// @param name for the auditor
/// @param atLeast how often it must be there
public record LeakRule(String name, Mode mode, Action action, Scope scope, Recogniser recogniser, int atLeast) {}
