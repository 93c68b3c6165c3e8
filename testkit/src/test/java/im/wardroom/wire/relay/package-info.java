// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.wire.relay;

import org.jspecify.annotations.NullMarked;
