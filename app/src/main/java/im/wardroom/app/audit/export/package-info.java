// SPDX-License-Identifier: Apache-2.0
/// The audit log on its way to collectors, such as a SIEM.
@NullMarked
package im.wardroom.app.audit.export;

import org.jspecify.annotations.NullMarked;
