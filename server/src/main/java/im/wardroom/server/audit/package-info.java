// SPDX-License-Identifier: Apache-2.0
/// The audit log as it grows: who writes to it, in which order, and what happens when it cannot be written.
@NullMarked
package im.wardroom.server.audit;

import org.jspecify.annotations.NullMarked;
