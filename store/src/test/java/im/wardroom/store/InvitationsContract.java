// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Localpart;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store promises of invitations and settings.
public abstract class InvitationsContract extends StoreContract {

    private static final Domain DOMAIN = new Domain("example.org");

    protected InvitationsContract(Backend backend) {
        super(backend);
    }

    private static Invitation invitation(String token, int uses) {
        return new Invitation(token, DOMAIN, null, null, NOON, NOON.plusSeconds(60), uses);
    }

    @Test
    void invitationComesBackWhole() {
        Invitation full = new Invitation("t", DOMAIN, JULIET, new Localpart("romeo"), NOON, NOON.plusSeconds(60), 1);
        commit(new Change.PutInvitation(full));
        assertThat(store.invitations().find("t")).contains(full);
        assertThat(store.invitations().find("other")).isEmpty();
    }

    @Test
    void allInvitationsAreListed() {
        commit(new Change.PutInvitation(invitation("b", 1)), new Change.PutInvitation(invitation("a", 2)));
        assertThat(store.invitations().all()).containsExactlyInAnyOrder(invitation("a", 2), invitation("b", 1));
    }

    @Test
    void invitationIsUsedUp() {
        commit(new Change.PutInvitation(invitation("t", 2)));
        commit(new Change.UseInvitation("t", NOON));
        commit(new Change.UseInvitation("t", NOON));
        assertRefused(StoreException.Missing.class, new Change.UseInvitation("t", NOON));
        assertThat(store.invitations().find("t")).contains(invitation("t", 0));
    }

    @Test
    void invitationIsNotUsedAfterItExpired() {
        commit(new Change.PutInvitation(invitation("t", 1)));
        assertRefused(StoreException.Missing.class, new Change.UseInvitation("t", NOON.plusSeconds(60)));
        commit(new Change.UseInvitation("t", NOON.plusSeconds(59)));
    }

    @Test
    void expiredInvitationIsPurgedAndAValidOneStays() {
        Invitation later = new Invitation("later", DOMAIN, null, null, NOON, NOON.plusSeconds(90), 1);
        commit(new Change.PutInvitation(invitation("t", 1)), new Change.PutInvitation(later));
        commit(new Change.PurgeExpired(NOON.plusSeconds(60), 10));
        assertThat(store.invitations().all()).containsExactly(later);
    }

    @Test
    void removedInvitationIsGone() {
        commit(new Change.PutInvitation(invitation("t", 1)), new Change.RemoveInvitation("t"));
        assertRefused(StoreException.Missing.class, new Change.UseInvitation("t", NOON));
    }

    @Test
    void usedInvitationIsNotSpentIfTheAccountIsNotMade() {
        create(ROMEO);
        commit(new Change.PutInvitation(invitation("t", 1)));
        assertRefused(
                StoreException.Conflict.class,
                new Change.UseInvitation("t", NOON),
                new Change.CreateAccount(ROMEO, Role.USER, NOON, List.of()));
        assertThat(store.invitations().find("t")).contains(invitation("t", 1));
    }

    @Test
    void settingIsKeptAndReplaced() {
        assertThat(store.settings().read("secret")).isEmpty();
        commit(new Change.PutSetting("secret", bytes("one")));
        commit(new Change.PutSetting("secret", bytes("two")));
        reopen();
        assertThat(store.settings().read("secret")).contains(bytes("two"));
    }
}
