// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

/// All contracts, on a real PostgreSQL server.
class PostgresContractsTest extends Contracts {

    PostgresContractsTest() {
        super(folder -> SqlStore.open(PostgresServer.shared().databaseOf(folder), Options.DEFAULT));
    }
}
