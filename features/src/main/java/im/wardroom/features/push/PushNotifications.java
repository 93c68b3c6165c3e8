// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.push;

import im.wardroom.features.push.Pacing.Key;
import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.AccountContext.DeviceView;
import im.wardroom.server.extension.AccountView;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Push Notifications (XEP-0357): a device that is not connected is woken by its maker's push service when there is
/// something for it.
public final class PushNotifications implements Feature, Hooks.Waker {

    private static final String KEPT = "urn:wardroom:push";

    private final PushSettings settings;
    private final Clock clock;
    private @Nullable Publisher publisher;
    private @Nullable ServerActions actions;

    public PushNotifications(PushSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(357, "0.4.1").partial("a push service is a component of this server"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.member(Registration.NS, "enable", this::enable)
                .member(Registration.NS, "disable", this::disable)
                .loads(KEPT)
                .wake(this)
                .accountFeature(Registration.NS)
                .connected(running -> {
                    actions = running;
                    publisher = new Publisher(settings, running, this::drop, this::again);
                });
    }

    private Publisher publisher() {
        return Objects.requireNonNull(publisher, "connected");
    }

    private ServerActions actions() {
        return Objects.requireNonNull(actions, "connected");
    }

    // ---- what clients ask for

    private void enable(AccountContext account, Element enable) {
        DeviceView device = set(account);
        Registration wanted =
                Registration.requested(enable, device.jid().resource().value(), clock.instant());
        if (!actions().reaches(wanted.service().domain())) {
            throw new StanzaException(
                    Condition.REMOTE_SERVER_NOT_FOUND, "This server cannot reach a push service of that address.");
        }
        List<Registration> others = registrations(account, other -> !other.key().equals(wanted.key()));
        others.stream()
                .sorted(Comparator.comparing(Registration::at))
                .limit(Math.max(0, others.size() + 1 - settings.perAccount()))
                .forEach(oldest -> account.remove(KEPT, oldest.key()));
        account.put(KEPT, wanted.key(), wanted.toBytes());
        account.reply(null);
    }

    private void disable(AccountContext account, Element disable) {
        set(account);
        Jid service = Registration.service(disable);
        Optional<String> node = Registration.node(disable);
        registrations(
                        account,
                        one -> one.service().equals(service)
                                && (node.isEmpty() || node.get().equals(one.node())))
                .forEach(one -> account.remove(KEPT, one.key()));
        account.reply(null);
    }

    private static DeviceView set(AccountContext account) {
        DeviceView device = account.device();
        if (device == null || !"set".equals(account.request().element().attribute("type"))) {
            throw new StanzaException(StanzaError.of(Condition.BAD_REQUEST));
        }
        return device;
    }

    private static List<Registration> registrations(AccountView account, Predicate<Registration> which) {
        return account.loaded(KEPT).values().stream()
                .map(Registration::read)
                .filter(which)
                .toList();
    }

    // ---- what happens in accounts

    @Override
    public @Nullable Runnable arrived(AccountView account, Message message, boolean kept) {
        if (account.loaded(KEPT).isEmpty()) {
            return null;
        }
        Optional<Runnable> goodbye = goodbye(account, message);
        if (goodbye.isPresent()) {
            return goodbye.get();
        }
        Resource resource = Objects.requireNonNull(message.to()).resource();
        if (Worth.isForAbsent(message, kept)) {
            return wake(account, message, one -> !isConnected(account, one));
        }
        return resource != null && Worth.isForOccupant(message)
                ? wake(account, message, one -> one.resource().equals(resource.value()) && isDetached(account, one))
                : null;
    }

    /// XEP-0357 §8: a service says that it takes no more.
    private Optional<Runnable> goodbye(AccountView account, Message message) {
        Element pubsub = message.element().child(Summary.PUBSUB, "pubsub");
        Element affiliation = pubsub == null ? null : pubsub.child(Summary.PUBSUB, "affiliation");
        if (affiliation == null || !"none".equals(affiliation.attribute("affiliation"))) {
            return Optional.empty();
        }
        String node = Objects.requireNonNull(pubsub).attribute("node", "");
        BareJid owner = account.owner();
        return registrations(
                        account,
                        one -> one.service().equals(message.from())
                                && one.node().equals(node))
                .stream()
                .findFirst()
                .map(one -> () -> drop(owner, one));
    }

    @Override
    public @Nullable Runnable left(AccountView account, DeviceView device) {
        return wake(
                account,
                null,
                one -> one.resource().equals(device.jid().resource().value()) && !isConnected(account, one));
    }

    @Override
    public void evicted(AccountView account, @Nullable Resource spared) {
        registrations(account, one -> spared == null || !one.resource().equals(spared.value()))
                .forEach(one -> account.remove(KEPT, one.key()));
    }

    private @Nullable Runnable wake(AccountView account, @Nullable Message message, Predicate<Registration> which) {
        List<Registration> absent = registrations(account, which);
        BareJid owner = account.owner();
        return absent.isEmpty() ? null : () -> absent.forEach(one -> publisher().arrives(owner, one, message));
    }

    private static Optional<? extends DeviceView> device(AccountView account, Registration registration) {
        return StreamSupport.stream(account.devices().spliterator(), false)
                .filter(device -> device.jid().resource().value().equals(registration.resource()))
                .findFirst();
    }

    private static boolean isConnected(AccountView account, Registration registration) {
        return device(account, registration).filter(DeviceView::isConnected).isPresent();
    }

    /// It is here for others, and its stream waits to be resumed.
    private static boolean isDetached(AccountView account, Registration registration) {
        return device(account, registration)
                .filter(device -> !device.isConnected())
                .isPresent();
    }

    // ---- what comes of notifications

    /// The service does not take it, or takes no more.
    private void drop(BareJid owner, Registration refused) {
        actions().visit(owner, account -> {
            byte[] current = account.loaded(KEPT).get(refused.key());
            if (current != null && Registration.read(current).at().equals(refused.at())) {
                account.remove(KEPT, refused.key());
            }
        });
    }

    /// More came in the pause: the device is told, unless it came back or does not want to be told any more.
    private void again(BareJid owner, Key key, int count) {
        actions().visit(owner, account -> {
            byte[] current = account.loaded(KEPT).get(key.registration());
            if (current != null) {
                Registration registration = Registration.read(current);
                if (!isConnected(account, registration)) {
                    publisher().publish(owner, registration, count, null);
                }
            }
        });
    }
}
