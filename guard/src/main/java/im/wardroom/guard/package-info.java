// SPDX-License-Identifier: Apache-2.0
/// Inspection: what passes between people, and what becomes of it. Knows messages, not sockets.
@NullMarked
package im.wardroom.guard;

import org.jspecify.annotations.NullMarked;
