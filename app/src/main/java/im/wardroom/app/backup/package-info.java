// SPDX-License-Identifier: Apache-2.0
/// Backups: everything an installation needs, in one file.
@NullMarked
package im.wardroom.app.backup;

import org.jspecify.annotations.NullMarked;
