// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.push;

import im.wardroom.features.push.Pacing.Key;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells push services, not too often, and hears what they say of it (XEP-0357 §7). Who is absent is not its business.
/// Thread-safe.
final class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final PushSettings settings;
    private final ServerActions actions;
    private final BiConsumer<BareJid, Registration> refused;
    private final More more;
    private final Executor afterPause;
    private final Pacing pacing = new Pacing();

    /// Told at the end of a pause in which something came.
    @FunctionalInterface
    interface More {
        void came(BareJid owner, Key key, int count);
    }

    /// @param refused is told of registrations that a service does not know or want
    Publisher(PushSettings settings, ServerActions actions, BiConsumer<BareJid, Registration> refused, More more) {
        this.settings = settings;
        this.actions = actions;
        this.refused = refused;
        this.more = more;
        this.afterPause = CompletableFuture.delayedExecutor(
                settings.pause().toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread);
    }

    /// One more message for a device that is not there.
    void arrives(BareJid owner, Registration registration, @Nullable Message message) {
        Key key = new Key(owner, registration.key());
        if (pacing.arrives(key)) {
            pause(owner, key);
            publish(owner, registration, 1, message);
        }
    }

    private void pause(BareJid owner, Key key) {
        afterPause.execute(() -> {
            int came = pacing.ends(key);
            if (came > 0) {
                pause(owner, key);
                more.came(owner, key, came);
            }
        });
    }

    void publish(BareJid owner, Registration registration, int count, @Nullable Message last) {
        var _ = actions.ask(
                        owner.domain(), registration.service(), Summary.publish(registration, count, last, settings))
                .thenAccept(answer -> answered(owner, registration, answer))
                .exceptionally(noAnswer -> {
                    LOG.atDebug()
                            .addKeyValue("service", registration.service())
                            .addKeyValue("cause", noAnswer.toString())
                            .log("a push service did not answer");
                    return null;
                });
    }

    /// What may be over after a while is no reason to forget a device.
    private void answered(BareJid owner, Registration registration, Iq answer) {
        if (!answer.isError()) {
            return;
        }
        String type = answer.element()
                .find(Namespaces.CLIENT, "error")
                .map(error -> error.attribute("type", ""))
                .orElse("");
        if (!type.equals("wait")) {
            LOG.atInfo()
                    .addKeyValue("account", owner)
                    .addKeyValue("service", registration.service())
                    .log("a push service refused a registration; it is removed");
            refused.accept(owner, registration);
        }
    }
}
