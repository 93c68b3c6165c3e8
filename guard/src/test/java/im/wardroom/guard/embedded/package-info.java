// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.guard.embedded;

import org.jspecify.annotations.NullMarked;
