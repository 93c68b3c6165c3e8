// SPDX-License-Identifier: Apache-2.0
/// What only the SQLite store promises: files, locks, crashes, full disks.
@NullMarked
package im.wardroom.store.sql;

import org.jspecify.annotations.NullMarked;
