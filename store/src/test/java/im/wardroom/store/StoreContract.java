// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What the contracts of all ports share: a fresh store for each test, and ways to change it. A class to inherit from
/// because each backend runs the tests that are written here.
public abstract class StoreContract {

    /// Opens the store that lives in a folder.
    @FunctionalInterface
    public interface Backend {
        Store open(Path folder);
    }

    protected static final BareJid ROMEO = BareJid.parse("romeo@example.org");
    protected static final BareJid JULIET = BareJid.parse("juliet@example.org");
    protected static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    private final Backend backend;

    @TempDir
    private Path folder;

    protected Store store;

    @SuppressWarnings("NullAway.Init")
    protected StoreContract(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void open() {
        store = backend.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    protected void reopen() {
        store.close();
        store = backend.open(folder);
    }

    protected void commit(Change... changes) {
        store.commit(List.of(changes)).orTimeout(30, TimeUnit.SECONDS).join();
    }

    protected void assertRefused(Class<? extends StoreException> why, Change... changes) {
        assertThatThrownBy(() -> commit(changes))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(why);
    }

    protected void create(BareJid jid) {
        commit(new Change.CreateAccount(jid, Role.USER, NOON, List.of()));
    }

    protected Accounts.State state(BareJid jid, String... namespaces) {
        return store.accounts().load(jid, Set.of(namespaces)).orElseThrow();
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    protected static ScramKeys keys(String mechanism, String password) {
        return new ScramKeys(
                mechanism, bytes("salt"), 10_000, bytes("stored " + password), bytes("server " + password));
    }

    /// Random, with a seed that is printed and can be given as `-Dwardroom.seed`.
    protected static Random random() {
        long seed = Long.getLong("wardroom.seed", System.nanoTime());
        System.out.println("wardroom.seed=" + seed);
        return new Random(seed);
    }

    protected static void assertSameKeys(List<ScramKeys> actual, ScramKeys... expected) {
        assertThat(actual).usingRecursiveFieldByFieldElementComparator().containsExactlyInAnyOrder(expected);
    }
}
