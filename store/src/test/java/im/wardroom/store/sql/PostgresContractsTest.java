// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import org.junit.jupiter.api.Tag;

/// All contracts, on a real PostgreSQL server.
@Tag("slow")
class PostgresContractsTest extends Contracts {

    PostgresContractsTest() {
        super(folder -> SqlStore.open(PostgresServer.shared().databaseOf(folder), Options.DEFAULT));
    }
}
