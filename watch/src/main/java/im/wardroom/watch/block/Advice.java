// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import java.util.List;

/// What an administrator has to know who finds the rules at night, a line each.
///
/// @param load how they are put to work
/// @param undo how that is taken back
/// @param gaps what they do not stop
record Advice(List<String> load, List<String> undo, List<String> gaps) {}
