// SPDX-License-Identifier: Apache-2.0
/// The command `wardroom watch`.
@NullMarked
package im.wardroom.watch.command;

import org.jspecify.annotations.NullMarked;
