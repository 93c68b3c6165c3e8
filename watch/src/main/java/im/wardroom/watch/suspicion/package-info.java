// SPDX-License-Identifier: Apache-2.0
/// What no person does: Trojans inside a session that is allowed, and floods on the messaging ports.
@NullMarked
package im.wardroom.watch.suspicion;

import org.jspecify.annotations.NullMarked;
