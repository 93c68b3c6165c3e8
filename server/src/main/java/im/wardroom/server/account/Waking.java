// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.Hooks.Waker;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Message;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells features that there is something for a device that is not there. What they do about it is theirs, and done
/// when it is on disk. Belongs to the account.
final class Waking {

    private final Insides insides;
    private final List<Waker> wakers;

    Waking(Insides insides) {
        this.insides = insides;
        this.wakers = insides.environment().extensions().wakers();
    }

    /// @param kept it is in the log
    void arrived(Message message, boolean kept) {
        ask(waker -> waker.arrived(new View(insides), message, kept));
    }

    /// A device has no connection any more: what it was sent and did not take is waiting for it.
    void left(Device device) {
        if (!device.isConnected() && !device.held().isEmpty()) {
            ask(waker -> waker.left(new View(insides), device));
        }
    }

    void evicted(@Nullable Resource spared) {
        for (Waker waker : wakers) {
            waker.evicted(new View(insides), spared);
        }
    }

    private void ask(Function<Waker, @Nullable Runnable> question) {
        for (Waker waker : wakers) {
            Runnable then = question.apply(waker);
            if (then != null) {
                effectOf(then);
            }
        }
    }

    private void effectOf(Runnable then) {
        insides.effects().add(new Effect.Notify(then));
    }
}
