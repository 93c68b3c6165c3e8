// SPDX-License-Identifier: Apache-2.0
/// The audit log around the server: its key, copies of it, looking through it, and sending it to collectors.
@NullMarked
package im.wardroom.app.audit;

import org.jspecify.annotations.NullMarked;
