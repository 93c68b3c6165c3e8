// SPDX-License-Identifier: Apache-2.0
/// The `wardroom` command.
@NullMarked
package im.wardroom.app.cli;

import org.jspecify.annotations.NullMarked;
