// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.guard.scanner;

import org.jspecify.annotations.NullMarked;
