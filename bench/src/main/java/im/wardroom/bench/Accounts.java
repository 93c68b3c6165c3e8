// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.store.Store;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.sasl.ScramHash;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The accounts of a run: `u0`, `u1` and so on, all with one password, so that making them takes no time.
final class Accounts {

    static final String DOMAIN = "localhost";
    static final String PASSWORD = "one password for all";
    private static final int ITERATIONS = 4096;

    private Accounts() {}

    static String name(int number) {
        return "u" + number;
    }

    static String address(int number) {
        return name(number) + '@' + DOMAIN;
    }

    static void create(Path data, int count) {
        SecureRandom random = new SecureRandom();
        List<ScramKeys> keys = Stream.of(ScramHash.values())
                .map(hash -> hash.derive(PASSWORD, ITERATIONS, random))
                .toList();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            changes.add(new Change.CreateAccount(BareJid.parse(address(i)), Role.USER, Instant.now(), keys));
        }
        try (Store store = SqlStore.open(data, Options.DEFAULT)) {
            store.commit(changes).join();
        }
    }
}
