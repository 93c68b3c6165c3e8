// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.store.Store;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.sasl.ScramHash;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountAdministrationTest {

    private static final BareJid JULIET = BareJid.parse("juliet@example.org");
    private static final Secret GOOD = new Secret("Quaint-Basalt-9471-Lantern");
    private static final Secret OTHER = new Secret("Velvet-Turbine-2250-Orchid");

    @TempDir
    Path folder;

    private final List<BareJid> ended = new ArrayList<>();
    private Store store;
    private AccountAdministration accounts;

    @BeforeEach
    void open() {
        store = SqlStore.open(folder, Options.DEFAULT);
        accounts = new AccountAdministration(
                store,
                new AccountRules(List.of(new Domain("example.org")), PasswordRules.DEFAULT),
                new KeyDerivation(10, new SecureRandom()),
                (account, _) -> ended.add(account),
                Safeguards.unseen(new Lockout(LockoutRules.DEFAULT, Clock.systemUTC())),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Outcome create() {
        return accounts.create(new NewAccount(JULIET, GOOD, Role.USER));
    }

    @Test
    void newAccountHasKeysOfItsPasswordForEveryHash() {
        assertThat(create()).isEqualTo(new Outcome.Done(JULIET));
        assertThat(store.accounts().credentials(JULIET).orElseThrow().keys())
                .hasSize(ScramHash.values().length)
                .allMatch(keys -> ScramHash.of(keys.mechanism()).orElseThrow().matches(keys, GOOD.reveal()));
    }

    @Test
    void accountUnderHoldStaysUntilItIsReleased() {
        create();
        assertThat(accounts.hold(JULIET, true)).isEqualTo(new Outcome.Done(JULIET));
        assertThat(accounts.remove(JULIET)).isEqualTo(new Outcome.UnderHold(JULIET));
        assertThat(accounts.exists(JULIET)).isTrue();
        assertThat(ended).isEmpty();
        accounts.hold(JULIET, false);
        assertThat(accounts.remove(JULIET)).isEqualTo(new Outcome.Done(JULIET));
        assertThat(accounts.hold(JULIET, true)).isEqualTo(new Outcome.NoSuchAccount(JULIET));
    }

    @Test
    void accountIsMadeOnceAndForOurDomainsOnly() {
        create();
        assertThat(create()).isEqualTo(new Outcome.AlreadyExists(JULIET));
        assertThat(accounts.create(new NewAccount(BareJid.parse("a@elsewhere.org"), GOOD, Role.USER)))
                .isInstanceOf(Outcome.ForeignDomain.class);
    }

    @Test
    void weakPasswordIsRefusedInPlainWords() {
        assertThat(accounts.create(new NewAccount(JULIET, new Secret("juliet"), Role.USER)))
                .isInstanceOfSatisfying(
                        Outcome.PasswordRefused.class,
                        refused -> assertThat(refused.reasons())
                                .anyMatch(reason -> reason.contains("6 characters; 10 are needed"))
                                .anyMatch(reason -> reason.contains("name of the account")));
    }

    @Test
    void earlierPasswordsCannotComeBack() {
        create();
        assertThat(accounts.changePassword(JULIET, GOOD)).isInstanceOf(Outcome.PasswordRefused.class);
        assertThat(accounts.changePassword(JULIET, OTHER)).isEqualTo(new Outcome.Done(JULIET));
        assertThat(accounts.changePassword(JULIET, GOOD)).isInstanceOf(Outcome.PasswordRefused.class);
    }

    @Test
    void newPasswordDisablingAndRemovalEndTheSessions() {
        create();
        accounts.changePassword(JULIET, OTHER);
        accounts.disable(JULIET);
        assertThat(store.accounts().find(JULIET).orElseThrow().enabled()).isFalse();
        accounts.remove(JULIET);
        // Of a disabled account before the change, too.
        assertThat(ended).containsExactly(JULIET, JULIET, JULIET, JULIET);
        assertThat(accounts.list(JULIET.domain())).isEmpty();
    }

    @Test
    void sessionsOfAnAccountAreEndedAndTheAccountStays() {
        accounts.create(new NewAccount(JULIET, GOOD, Role.USER));
        assertThat(accounts.endSessions(JULIET)).isInstanceOf(Outcome.Done.class);
        assertThat(ended).containsExactly(JULIET);
        assertThat(store.accounts().find(JULIET).orElseThrow().enabled()).isTrue();
        accounts.remove(JULIET);
        assertThat(accounts.endSessions(JULIET)).isInstanceOf(Outcome.NoSuchAccount.class);
    }

    @Test
    void whatNewAccountsHaveFromTheBeginningIsKeptWithThem() {
        accounts.atCreation(jid -> List.of(new Change.PutDocument(jid, "outfit", "hat", new byte[] {1})));
        accounts.create(new NewAccount(JULIET, GOOD, Role.USER));
        assertThat(store.documents().read(JULIET, "outfit", "hat")).isPresent();
        new AccountImport(accounts).run("a1,Quaint-Basalt-9471\n", _ -> {});
        assertThat(store.documents().read(BareJid.parse("a1@" + JULIET.domain()), "outfit", "hat"))
                .isPresent();
    }

    @Test
    void importMakesAllAccounts() {
        AccountImport.Result result = new AccountImport(accounts)
                .run(
                        "# staff\na1,\"Quaint,Basalt-9471\"\nboss@example.org,Velvet-Turbine-2250,administrator\n",
                        _ -> {});
        assertThat(result.bad()).isEmpty();
        assertThat(accounts.list(JULIET.domain()))
                .extracting(summary -> summary.jid() + " " + summary.role())
                .containsExactly("a1@example.org USER", "boss@example.org ADMINISTRATOR");
    }

    @Test
    void importWithBadLinesNamesThemAllAndMakesNothing() {
        create();
        AccountImport.Result result = new AccountImport(accounts)
                .run(
                        "good,Quaint-Basalt-9471\njuliet,Quaint-Basalt-9471\nweak,short\nonly\ngood,Velvet-Turbine-2250",
                        _ -> {});
        assertThat(result.bad()).extracting(BadLine::line).contains(2, 3, 4, 5).doesNotContain(1);
        assertThat(accounts.list(JULIET.domain())).hasSize(1);
    }

    @Test
    void secretsDoNotPrint() {
        assertThat(new NewAccount(JULIET, GOOD, Role.USER).toString()).doesNotContain(GOOD.reveal());
    }
}
