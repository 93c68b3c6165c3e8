// SPDX-License-Identifier: Apache-2.0
/// Programs that hide in somebody's session and report to somebody else.
@NullMarked
package im.wardroom.guard.trojan;

import org.jspecify.annotations.NullMarked;
