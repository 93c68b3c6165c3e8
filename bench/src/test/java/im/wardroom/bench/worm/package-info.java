// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.bench.worm;

import org.jspecify.annotations.NullMarked;
