// SPDX-License-Identifier: Apache-2.0
/// Multi-user chat (XEP-0045).
@NullMarked
package im.wardroom.features.rooms;

import org.jspecify.annotations.NullMarked;
