// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.guard.label;

import org.jspecify.annotations.NullMarked;
