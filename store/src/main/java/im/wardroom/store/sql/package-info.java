// SPDX-License-Identifier: Apache-2.0
/// The store on SQLite: the only place that knows SQL. One writer with group commit, a few readers.
@NullMarked
package im.wardroom.store.sql;

import org.jspecify.annotations.NullMarked;
