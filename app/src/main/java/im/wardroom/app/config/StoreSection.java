// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.store.sql.PostgresUrl;
import java.util.Optional;

/// Where accounts, rosters and messages are kept.
public record StoreSection(
        @Doc(
                "A PostgreSQL database instead of SQLite in the data folder; a server that is not on this machine must prove its name, unless ?sslmode= says otherwise.")
        @Example("postgresql://wardroom:password@localhost:5432/wardroom")
        Optional<PostgresUrl> url) {

    /// What problems of the database belong to.
    public static final String URL_KEY = "store.url";
}
