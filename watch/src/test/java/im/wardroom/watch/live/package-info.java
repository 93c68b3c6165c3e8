// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.watch.live;

import org.jspecify.annotations.NullMarked;
