// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

/// All contracts, on SQLite.
class SqliteContractsTest extends Contracts {

    SqliteContractsTest() {
        super(folder -> SqlStore.open(folder, Options.DEFAULT));
    }
}
