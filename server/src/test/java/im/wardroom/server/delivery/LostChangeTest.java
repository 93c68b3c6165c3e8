// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.HeldStore;
import im.wardroom.server.Kernel;
import im.wardroom.store.Change;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An account of which something was not kept: its devices sign in again, and until then get nothing in its place.
class LostChangeTest {

    private static final String MESSAGE =
            "<message type='chat' to='juliet@capulet.example'><body>psst</body></message>";
    private static final String HEADLINE =
            "<message type='headline' to='juliet@capulet.example'><body>new</body></message>";

    private final Kernel kernel = new Kernel();
    private final HeldStore store = kernel.store();
    private final Kernel.Client romeo = kernel.signIn("romeo@capulet.example/orchard");
    private final Kernel.Client mercutio = kernel.signIn("mercutio@capulet.example/street");
    private final Kernel.Client phone = kernel.signIn("juliet@capulet.example/phone");
    private final Kernel.Client laptop = kernel.signIn("juliet@capulet.example/laptop");

    @BeforeEach
    void julietIsOnline() {
        phone.goOnline();
        laptop.goOnline();
        phone.received();
        laptop.received();
    }

    private void lose(HeldStore.Commit commit) {
        commit.lose();
        kernel.settle();
    }

    private static void assertWasOnlyToldToSignInAgain(Kernel.Client device) {
        assertThat(device.received())
                .hasSize(2)
                .endsWith("</stream:stream>")
                .first()
                .asString()
                .contains("internal-server-error", "sign in again");
        assertThat(device.connection().isClosed()).isTrue();
    }

    @Test
    void devicesAreNotEvenToldThatTheOtherOneLeft() {
        romeo.send(MESSAGE);
        lose(store.waiting(Change.AppendMessage.class));
        assertWasOnlyToldToSignInAgain(phone);
        assertWasOnlyToldToSignInAgain(laptop);
    }

    @Test
    void whatWaitedForTheLostChangeIsNotSent() {
        romeo.send(MESSAGE);
        mercutio.send(HEADLINE);
        assertThat(phone.received()).isEmpty();
        lose(store.waiting(Change.AppendMessage.class));
        assertWasOnlyToldToSignInAgain(phone);
        assertWasOnlyToldToSignInAgain(laptop);
    }

    @Test
    void deviceThatSignsInAgainIsSentWhatComesThen() {
        romeo.send(MESSAGE);
        lose(store.waiting(Change.AppendMessage.class));
        Kernel.Client again = kernel.signIn("juliet@capulet.example/phone");
        again.goOnline();
        again.received();
        mercutio.send(HEADLINE);
        assertThat(again.received()).anyMatch(element -> element.contains("<body>new</body>"));
    }
}
