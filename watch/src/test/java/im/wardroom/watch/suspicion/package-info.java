// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.watch.suspicion;

import org.jspecify.annotations.NullMarked;
