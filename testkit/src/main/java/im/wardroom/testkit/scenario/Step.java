// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

/// One statement of a script, and where it stands.
///
/// @param text as it was written, on one or more lines
record Step(int line, String text, Statement statement) {}
