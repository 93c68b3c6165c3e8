// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every store promises of accounts and their credentials.
public abstract class AccountsContract extends StoreContract {

    private static final Domain DOMAIN = new Domain("example.org");
    private static final String SHA_256 = "SCRAM-SHA-256";

    protected AccountsContract(Backend backend) {
        super(backend);
    }

    @Test
    void createdAccountIsFoundWithWhatItWasMadeOf() {
        commit(new Change.CreateAccount(ROMEO, Role.ADMINISTRATOR, NOON, List.of(keys(SHA_256, "a"))));
        assertThat(store.accounts().find(ROMEO))
                .contains(new Accounts.Summary(ROMEO, Role.ADMINISTRATOR, true, false, NOON, NOON));
        assertSameKeys(store.accounts().credentials(ROMEO).orElseThrow().keys(), keys(SHA_256, "a"));
    }

    @Test
    void unknownAccountIsNotFound() {
        assertThat(store.accounts().find(ROMEO)).isEmpty();
        assertThat(store.accounts().credentials(ROMEO)).isEmpty();
        assertThat(store.accounts().load(ROMEO, Set.of("a"))).isEmpty();
    }

    @Test
    void accountIsNotCreatedTwice() {
        commit(new Change.CreateAccount(ROMEO, Role.USER, NOON, List.of(keys(SHA_256, "first"))));
        assertRefused(
                StoreException.Conflict.class,
                new Change.CreateAccount(ROMEO, Role.ADMINISTRATOR, NOON, List.of(keys(SHA_256, "second"))));
        assertSameKeys(store.accounts().credentials(ROMEO).orElseThrow().keys(), keys(SHA_256, "first"));
    }

    @Test
    void newAccountStartsEmpty() {
        create(ROMEO);
        Accounts.State state = state(ROMEO, "any");
        assertThat(state.cursor()).isZero();
        assertThat(state.lastSeq()).isZero();
        assertThat(state.rosterVersion()).isZero();
        assertThat(state.roster()).isEmpty();
        assertThat(state.requests()).isEmpty();
        assertThat(state.documents()).isEmpty();
    }

    @Test
    void disabledAccountSaysSoAndCanBeEnabledAgain() {
        create(ROMEO);
        commit(new Change.SetEnabled(ROMEO, false));
        assertThat(store.accounts().find(ROMEO).orElseThrow().enabled()).isFalse();
        commit(new Change.SetEnabled(ROMEO, true));
        assertThat(store.accounts().find(ROMEO).orElseThrow().enabled()).isTrue();
    }

    @Test
    void newKeysReplaceAllOldOnes() {
        commit(new Change.CreateAccount(ROMEO, Role.USER, NOON, List.of(keys(SHA_256, "a"), keys("SCRAM-SHA-1", "a"))));
        commit(new Change.SetKeys(ROMEO, NOON.plusSeconds(5), List.of(keys(SHA_256, "b")), 3));
        Accounts.Credentials credentials = store.accounts().credentials(ROMEO).orElseThrow();
        assertSameKeys(credentials.keys(), keys(SHA_256, "b"));
        assertThat(credentials.account().passwordChanged()).isEqualTo(NOON.plusSeconds(5));
        assertThat(credentials.account().created()).isEqualTo(NOON);
    }

    @Test
    void oldKeysOfOneMechanismAreKeptNewestFirstUpToTheLimit() {
        commit(new Change.CreateAccount(ROMEO, Role.USER, NOON, List.of(keys(SHA_256, "a"), keys("SCRAM-SHA-1", "a"))));
        for (String password : List.of("b", "c", "d")) {
            commit(new Change.SetKeys(ROMEO, NOON, List.of(keys(SHA_256, password)), 2));
        }
        assertThat(store.accounts().credentials(ROMEO).orElseThrow().oldKeys())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(keys(SHA_256, "c"), keys(SHA_256, "b"));
    }

    @Test
    void noOldKeysAreKeptIfNoneAreWanted() {
        commit(new Change.CreateAccount(ROMEO, Role.USER, NOON, List.of(keys(SHA_256, "a"))));
        commit(new Change.SetKeys(ROMEO, NOON, List.of(keys(SHA_256, "b")), 0));
        assertThat(store.accounts().credentials(ROMEO).orElseThrow().oldKeys()).isEmpty();
    }

    @Test
    void removedAccountTakesAllThatBelongsToIt() {
        create(ROMEO);
        create(JULIET);
        commit(Samples.everythingOf(ROMEO, JULIET).toArray(Change[]::new));
        commit(Samples.everythingOf(JULIET, ROMEO).toArray(Change[]::new));
        commit(new Change.RemoveAccount(ROMEO));
        assertThat(store.accounts().find(ROMEO)).isEmpty();
        create(ROMEO);
        Samples.assertNothingOf(store, ROMEO);
        Samples.assertEverythingOf(store, JULIET, ROMEO);
    }

    @Test
    void numberOfRemovedAccountIsNeverUsedAgain() {
        create(ROMEO);
        long before = state(ROMEO).id();
        commit(new Change.RemoveAccount(ROMEO));
        reopen();
        create(JULIET);
        create(ROMEO);
        assertThat(state(JULIET).id()).isGreaterThan(before);
        assertThat(state(ROMEO).id()).isNotIn(before, state(JULIET).id());
    }

    @Test
    void accountsAreListedByAddressPageByPage() {
        for (String name : List.of("c", "a", "d", "b")) {
            create(BareJid.parse(name + "@example.org"));
        }
        create(BareJid.parse("aa@example.net"));
        assertThat(store.accounts().list(DOMAIN, "", 3))
                .extracting(a -> a.jid().toString())
                .containsExactly("a@example.org", "b@example.org", "c@example.org");
        assertThat(store.accounts().list(DOMAIN, "c@example.org", 3))
                .extracting(a -> a.jid().toString())
                .containsExactly("d@example.org");
        assertThat(store.accounts().count(DOMAIN)).isEqualTo(4);
    }

    @Test
    void everyChangeOfAnUnknownAccountIsRefused() {
        List<Change> changes = Samples.everythingOf(ROMEO, JULIET).stream()
                .filter(change -> !(change instanceof Change.PutInvitation))
                .toList();
        for (Change change : changes) {
            assertRefused(StoreException.Missing.class, change);
        }
        for (Change change : Samples.removalsOf(ROMEO, JULIET)) {
            assertRefused(StoreException.Missing.class, change);
        }
    }
}
