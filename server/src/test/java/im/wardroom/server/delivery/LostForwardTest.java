// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.HeldStore;
import im.wardroom.server.Kernel;
import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.store.Change;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a device sends is kept together with what its recipient keeps, and copied to the other devices then. If that is
/// lost, the copies have their numbers on the streams of these devices already.
class LostForwardTest {

    private static final String MESSAGE =
            "<message type='chat' to='juliet@capulet.example'><body>psst</body></message>";

    /// Everything is archived, and what one device sends is copied to all the others.
    private static final class Copies implements Feature, Hooks.Copying {
        @Override
        public List<Specification> specifications() {
            return List.of();
        }

        @Override
        public void install(Hooks hooks) {
            hooks.archive("urn:wardroom:test:archive", (preferences, message, peer, contact) -> true)
                    .copy(this);
        }

        @Override
        public boolean isEligible(Message message, Hooks.Direction direction) {
            return direction == Hooks.Direction.OUTBOUND;
        }

        @Override
        public boolean wants(AccountContext.DeviceView device) {
            return true;
        }

        @Override
        public Message copy(Message message, Hooks.Direction direction, BareJid owner, Jid device) {
            return Message.to(owner, device, message.element());
        }
    }

    private final Kernel kernel = new Kernel(new Copies());
    private final HeldStore store = kernel.store();
    private final Kernel.Client phone = kernel.signIn("romeo@capulet.example/phone");
    private final Kernel.Client laptop = kernel.signIn("romeo@capulet.example/laptop");

    /// The store keeps the number of the copy on the laptop's stream, but not the message.
    private void loseWhatThePhoneSends() {
        phone.send(MESSAGE);
        store.waiting(Change.Sent.class).keep();
        store.waiting(Change.AppendMessage.class).lose();
        kernel.settle();
    }

    private List<Change> keptOf(StreamKey stream) {
        return store.kept().stream()
                .filter(change ->
                        change instanceof Change.Sent sent && sent.stream().equals(stream)
                                || change instanceof Change.RemoveStream removal
                                        && removal.stream().equals(stream))
                .toList();
    }

    @Test
    void copyIsSentWhenTheMessageIsKept() {
        phone.send(MESSAGE);
        store.waiting(Change.Sent.class).keep();
        kernel.settle();
        assertThat(laptop.received()).isEmpty();
        store.keepAll();
        kernel.settle();
        assertThat(laptop.received()).anyMatch(element -> element.contains("<body>psst</body>"));
    }

    @Test
    void streamThatTheCopyHasANumberOnEnds() {
        loseWhatThePhoneSends();
        assertThat(laptop.received())
                .hasSize(2)
                .endsWith("</stream:stream>")
                .first()
                .asString()
                .contains("internal-server-error", "sign in again");
        assertThat(laptop.connection().isClosed()).isTrue();
    }

    @Test
    void streamEndsEvenIfTheNumberOfTheCopyIsKeptAfterwards() {
        phone.send(MESSAGE);
        store.waiting(Change.AppendMessage.class).lose();
        kernel.settle();
        store.waiting(Change.Sent.class).keep();
        kernel.settle();
        assertThat(laptop.received()).hasSize(2).endsWith("</stream:stream>");
    }

    @Test
    void numberOfTheLostCopyGoesWithItsStream() {
        StreamKey stream = laptop.session().key();
        loseWhatThePhoneSends();
        kernel.signIn("romeo@capulet.example/tablet");
        assertThat(keptOf(stream)).hasSize(2).last().isEqualTo(new Change.RemoveStream(stream));
    }

    @Test
    void deviceThatCannotResumeGoesOnWithoutTheCopy() {
        Kernel.Client watch = kernel.signInForOnce("romeo@capulet.example/watch");
        loseWhatThePhoneSends();
        assertThat(watch.received()).isEmpty();
        assertThat(watch.connection().isClosed()).isFalse();
    }
}
