// SPDX-License-Identifier: Apache-2.0
/// A simulated organisation in which people talk and worms spread, over the real guard.
@NullMarked
package im.wardroom.bench.worm;

import org.jspecify.annotations.NullMarked;
