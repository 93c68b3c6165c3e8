// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.Hooks.Copying;
import im.wardroom.server.extension.Hooks.Direction;
import im.wardroom.server.extension.Hooks.Filter;
import im.wardroom.server.extension.Hooks.Keeping.Decision;
import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.time.Delay;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an account does with messages (RFC 6121 §8.5): which devices, copies, keep, answer.
final class Messages {

    static final String STANZA_ID = "urn:xmpp:sid:0";

    /// Messages of a conversation that one may take the place of: those before are out of reach.
    private static final int SUPERSEDING_DEPTH = 1_000;

    private final BareJid owner;
    private final String address;
    private final long accountId;
    private final Environment environment;
    private final Roster roster;
    private final Devices devices;
    private final Effects effects;
    private final Map<String, Map<String, byte[]>> documents;
    private final Inbox inbox;

    Messages(
            Environment environment,
            Accounts.State state,
            Roster roster,
            Devices devices,
            Effects effects,
            Map<String, Map<String, byte[]>> documents) {
        this.owner = state.account().jid();
        this.address = owner.toString();
        this.accountId = state.id();
        this.environment = environment;
        this.roster = roster;
        this.devices = devices;
        this.effects = effects;
        this.documents = documents;
        this.inbox = new Inbox(state, devices, effects, environment, this::replayed);
    }

    /// From one of the owner's devices, or from none that waits for it.
    void depart(@Nullable Device sender, Message message) {
        Message outgoing = message.to() == null ? message.addressed(message.from(), owner) : message;
        Jid to = Objects.requireNonNull(outgoing.to());
        if (owner.equals(to.bare())) {
            effects.route(outgoing);
            return;
        }
        boolean logged = keepsWhatIsSent() && belongsIntoLog(outgoing);
        List<Change> kept = logged ? superseded(outgoing, to.bare(), MessageLog.Direction.SENT) : new ArrayList<>(0);
        if (logged && isArchived(outgoing, to)) {
            MessageLog.Entry entry = inbox.next(MessageLog.Direction.SENT, true, to, outgoing);
            inbox.sent(entry.seq());
            kept.add(new Change.AppendMessage(owner, entry));
            copyToOthers(sender, stamped(outgoing, entry.seq()), entry.seq());
        } else {
            copyToOthers(sender, outgoing, 0);
        }
        if (kept.isEmpty()) {
            effects.route(outgoing);
        } else {
            effects.forward(outgoing, kept);
        }
    }

    private boolean keepsWhatIsSent() {
        return !environment.extensions().archivers().isEmpty()
                || !environment.extensions().supersedings().isEmpty();
    }

    private void copyToOthers(@Nullable Device sender, Message outgoing, long number) {
        for (Copying copying : environment.extensions().copyings()) {
            if (copying.isEligible(outgoing, Direction.OUTBOUND)) {
                devices.where(d -> d != sender && copying.wants(d))
                        .forEach(d -> effects.sendLogged(
                                d, copying.copy(outgoing, Direction.OUTBOUND, owner, d.jid()), number));
            }
        }
    }

    /// To the owner's bare JID or one of the devices.
    ///
    /// @param promised whoever caused the message will be told that the server has it
    /// @return it is in the log, for who is not there
    boolean arrive(Message message, boolean promised) {
        Resource resource = Objects.requireNonNull(message.to()).resource();
        Device addressed = resource == null ? null : devices.find(resource);
        boolean logged = belongsIntoLog(message);
        if (addressed != null) {
            deliver(message, List.of(addressed), logged || promised && isReport(message, addressed), promised);
            return logged;
        }
        switch (message.type()) {
            case NORMAL, CHAT -> deliver(message, devices.where(Device::takesMessages), logged, promised);
            case HEADLINE -> {
                if (resource == null) {
                    headline(shown(message));
                }
            }
            case GROUPCHAT -> throw Account.unavailable();
            case ERROR -> {
                // RFC 6121 §8.5.2.1.1: an error to the bare JID is ignored.
            }
        }
        return logged;
    }

    private void headline(Message message) {
        for (Filter filter : environment.extensions().filters()) {
            if (filter.concerns(message)) {
                Message shown = filter.shown(message);
                devices.where(d -> d.isAvailable() && filter.wants(d, message))
                        .forEach(d -> effects.sendAsIs(d, shown));
                return;
            }
        }
        devices.where(Device::takesMessages).forEach(d -> effects.sendAsIs(d, message));
    }

    /// That a message could not be delivered is kept for who will be told that the server has it: the device counts on
    /// hearing of it. What is refused without an acknowledgement, the device sends again.
    private static boolean isReport(Message message, Device device) {
        return message.type() == Message.Type.ERROR && device.stream() != null;
    }

    private void deliver(Message message, List<Device> receivers, boolean logged, boolean promised) {
        Message shown = shown(message);
        boolean report = message.type() == Message.Type.ERROR;
        if (!logged || report && inbox.isFullOfReports()) {
            copy(shown, receivers, 0);
            receivers.forEach(d -> effects.sendAsIs(d, shown));
            return;
        }
        if (!report && inbox.isFull()) {
            throw new StanzaException(
                    StanzaError.of(Condition.RESOURCE_CONSTRAINT, "Too many messages are waiting for the recipient."));
        }
        Jid from = Objects.requireNonNull(message.from());
        MessageLog.Entry entry =
                inbox.next(MessageLog.Direction.RECEIVED, !report && isArchived(message, from), from, shown);
        inbox.keep(entry, receivers, promised);
        superseded(message, from.bare(), MessageLog.Direction.RECEIVED).forEach(effects::keep);
        Message stamped = stamped(shown, entry.seq());
        copy(stamped, receivers, entry.seq());
        inbox.deliver(stamped, entry.seq(), receivers);
    }

    private void copy(Message message, List<Device> receivers, long number) {
        for (Copying copying : environment.extensions().copyings()) {
            if (copying.isEligible(message, Direction.INBOUND)) {
                for (Device device : devices.where(d -> !receivers.contains(d) && copying.wants(d))) {
                    effects.sendLogged(device, copying.copy(message, Direction.INBOUND, owner, device.jid()), number);
                }
            }
        }
    }

    private boolean isArchived(Message message, Jid peer) {
        boolean contact = roster.find(peer.bare()) != null;
        for (var archiver : environment.extensions().archivers()) {
            Map<String, byte[]> preferences = documents.getOrDefault(archiver.namespace(), Map.of());
            if (!archiver.archiving().archives(preferences, message, peer, contact)) {
                return false;
            }
        }
        return !environment.extensions().archivers().isEmpty();
    }

    /// What stays of an earlier message of the same sender, if this one says so.
    /// The message itself need not be archived: the owner may have changed the preferences since.
    private List<Change> superseded(Message message, BareJid peer, MessageLog.Direction direction) {
        List<Change> changes = new ArrayList<>(1);
        for (var superseding : environment.extensions().supersedings()) {
            var superseded = superseding.of(message);
            if (superseded != null) {
                changes.add(new Change.SupersedeMessage(
                        owner,
                        peer,
                        direction,
                        superseded.id(),
                        SUPERSEDING_DEPTH,
                        stanza -> superseded
                                .replacement()
                                .apply(Element.read(stanza, Namespaces.CLIENT))
                                .toBytes()));
            }
        }
        return changes;
    }

    private boolean belongsIntoLog(Message message) {
        if (message.type() != Message.Type.CHAT && message.type() != Message.Type.NORMAL) {
            return false;
        }
        for (var keeping : environment.extensions().keepings()) {
            Decision decision = keeping.decide(message);
            if (decision != Decision.NO_OPINION) {
                return decision == Decision.KEEP;
            }
        }
        return message.hasBody();
    }

    /// What the owner gets to see of a message: without an id that pretends to be ours (XEP-0359 §3).
    private Message shown(Message message) {
        List<Node> children = message.element().children();
        for (Node child : children) {
            if (isOurId(child)) {
                return message.withElement(message.element()
                        .withChildren(children.stream().filter(n -> !isOurId(n)).toList()));
            }
        }
        return message;
    }

    private boolean isOurId(Node node) {
        return node instanceof Element e && e.is(STANZA_ID, "stanza-id") && address.equals(e.attribute("by"));
    }

    /// XEP-0359 §3: one id of our own.
    private Message stamped(Message message, long number) {
        return message.withElement(message.element()
                .with(Element.of(STANZA_ID, "stanza-id")
                        .with("id", environment.ids().id(accountId, number))
                        .with("by", address)));
    }

    /// A message from the log, with the time of its arrival (XEP-0203).
    private Message replayed(Device device, MessageLog.Entry entry) {
        Element delay = Delay.of(owner.domain().toString(), entry.at());
        Message message = (Message) Stanza.parse(Element.read(entry.stanza(), Namespaces.CLIENT));
        return message.withElement(stamped(message, entry.seq()).element().with(delay));
    }

    /// What the device did not acknowledge before the server was restarted, in the order in which it was sent; what it
    /// did is settled.
    void resend(Device device, RestoredStream restored) {
        List<Long> settled = new ArrayList<>();
        restored.progress().sent().forEach((onStream, number) -> {
            MessageLog.Entry entry = restored.messages().get(number);
            if (entry == null) {
                return;
            }
            Message message = replayed(device, entry);
            boolean own = entry.direction() == MessageLog.Direction.RECEIVED && isFor(message, device);
            if (own) {
                device.held().add(number);
            }
            if (onStream <= restored.acknowledged()) {
                settled.add(number);
            } else if (own) {
                effects.sendLogged(device, message, number);
            } else {
                copyAgain(device, message, entry);
            }
        });
        inbox.settle(device, settled);
    }

    private static boolean isFor(Message message, Device device) {
        Resource resource = Objects.requireNonNull(message.to()).resource();
        return resource == null || resource.equals(device.jid().resource());
    }

    /// What is another device's came as a copy, or because that device did not come back for it.
    private void copyAgain(Device device, Message message, MessageLog.Entry entry) {
        Direction direction = entry.direction() == MessageLog.Direction.SENT ? Direction.OUTBOUND : Direction.INBOUND;
        for (Copying copying : environment.extensions().copyings()) {
            if (copying.isEligible(message, direction) && copying.wants(device)) {
                effects.sendLogged(device, copying.copy(message, direction, owner, device.jid()), entry.seq());
                return;
            }
        }
        if (direction == Direction.INBOUND) {
            effects.sendLogged(device, message, entry.seq());
        }
    }

    long last() {
        return inbox.last();
    }

    void replay(Device device) {
        inbox.replay(device);
    }

    void settle(Device device, List<Long> numbers) {
        inbox.settle(device, numbers);
    }

    /// A device ended and left these behind: another one gets them, or the next to come.
    void release(Device gone) {
        if (inbox.release(gone)) {
            Device next = firstTaker();
            if (next != null) {
                inbox.replay(next);
            }
        }
    }

    private @Nullable Device firstTaker() {
        List<Device> takers = devices.where(Device::takesMessages);
        return takers.isEmpty() ? null : takers.getFirst();
    }
}
