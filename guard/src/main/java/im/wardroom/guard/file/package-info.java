// SPDX-License-Identifier: Apache-2.0
/// Files: what they are by their content, what they pretend to be, and what is in them.
@NullMarked
package im.wardroom.guard.file;

import org.jspecify.annotations.NullMarked;
