// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.features.rooms;

import org.jspecify.annotations.NullMarked;
