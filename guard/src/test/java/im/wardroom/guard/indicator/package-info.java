// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.guard.indicator;

import org.jspecify.annotations.NullMarked;
