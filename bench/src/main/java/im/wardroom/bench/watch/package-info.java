// SPDX-License-Identifier: Apache-2.0
/// How fast the watch reads captures, and whether it keeps up with an interface.
@NullMarked
package im.wardroom.bench.watch;

import org.jspecify.annotations.NullMarked;
