// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.RosterItem.Subscription;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises of rosters and subscription requests.
public abstract class RosterContract extends StoreContract {

    protected RosterContract(Backend backend) {
        super(backend);
    }

    @BeforeEach
    void romeoHasAnAccount() {
        create(ROMEO);
    }

    @Test
    void contactIsKeptWithEverythingOfIt() {
        RosterItem item = new RosterItem(JULIET, "Juliet ♥", List.of("Z", "A", ""), Subscription.TO, true, true);
        commit(new Change.PutRosterItem(ROMEO, item, 3));
        assertThat(state(ROMEO).roster()).containsExactly(item);
        assertThat(state(ROMEO).rosterVersion()).isEqualTo(3);
    }

    @Test
    void contactIsReplacedWholeAndOnce() {
        commit(new Change.PutRosterItem(ROMEO, RosterItem.none(JULIET).named("J", List.of("a", "b")), 1));
        RosterItem changed = RosterItem.none(JULIET).with(Subscription.BOTH);
        commit(new Change.PutRosterItem(ROMEO, changed, 2));
        assertThat(state(ROMEO).roster()).containsExactly(changed);
    }

    @Test
    void removedContactIsGoneAndTheVersionMoves() {
        commit(new Change.PutRosterItem(ROMEO, RosterItem.none(JULIET).named("J", List.of("a")), 1));
        commit(new Change.RemoveRosterItem(ROMEO, JULIET, 2));
        assertThat(state(ROMEO).roster()).isEmpty();
        assertThat(state(ROMEO).rosterVersion()).isEqualTo(2);
    }

    @Test
    void laterRequestOfTheSameContactReplacesTheEarlier() {
        commit(new Change.PutRequest(ROMEO, JULIET, bytes("one")));
        commit(new Change.PutRequest(ROMEO, JULIET, bytes("two")));
        assertThat(state(ROMEO).requests()).containsOnlyKeys(JULIET);
        assertThat(state(ROMEO).requests().get(JULIET)).isEqualTo(bytes("two"));
    }

    @Test
    void answeredRequestIsGone() {
        commit(new Change.PutRequest(ROMEO, JULIET, new byte[0]));
        commit(new Change.RemoveRequest(ROMEO, JULIET));
        commit(new Change.RemoveRequest(ROMEO, JULIET));
        assertThat(state(ROMEO).requests()).isEmpty();
    }
}
