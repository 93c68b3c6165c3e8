// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.guard.worm;

import org.jspecify.annotations.NullMarked;
