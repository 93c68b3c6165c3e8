// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Hooks.Admission;
import im.wardroom.server.extension.Hooks.Direction;
import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.ResumableStream;
import im.wardroom.store.RosterItem;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.stanza.StreamError;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One account. The rules are in the parts: [Messages], [Presences], [Roster], [Requests], [Inbox], [Attending],
/// [Waking].
public final class Account implements Entity {

    private final BareJid jid;
    private final Environment environment;
    private final Effects effects = new Effects();
    private final Devices devices = new Devices();
    private final Map<String, Map<String, byte[]>> documents = new HashMap<>();
    private final Roster roster;
    private final Presences presences;
    private final Messages messages;
    private final Requests requests;
    private final Attending attending;
    private final Waking waking;
    private final Insides insides;

    public Account(Accounts.State state, Environment environment) {
        this.jid = state.account().jid();
        this.environment = environment;
        state.documents().forEach((ns, values) -> documents.put(ns, new HashMap<>(values)));
        roster = new Roster(jid, devices, effects, state.roster(), state.rosterVersion());
        KeptNodes nodes = new KeptNodes(jid, state.nodes());
        messages = new Messages(environment, state, roster, devices, effects, documents);
        presences =
                new Presences(jid, environment, roster, devices, effects, documents, state.requests(), this::admits);
        insides = new Insides(
                jid, state.id(), environment, roster, devices, effects, presences, documents, nodes, this::admits);
        requests = new Requests(insides);
        attending = new Attending(insides);
        waking = new Waking(insides);
    }

    @Override
    public boolean isIdle() {
        return devices.isEmpty();
    }

    @Override
    public boolean has(SessionId session) {
        return devices.find(session) != null;
    }

    @Override
    public List<Effect> handle(Command command) {
        switch (command) {
            case Command.Bind bind -> bind(bind);
            case Command.Enable enable -> enable(enable);
            case Command.Restore restore -> restore(restore);
            case Command.Unbind unbind -> unbind(unbind);
            case Command.Connection connection -> connection(connection);
            case Command.Visit visit -> visit(visit);
            case Command.Signal signal -> signal(signal);
            case Command.Reply reply -> reply(reply);
            case Command.Depart depart -> depart(depart);
            case Command.Resume resume -> resume(resume.message(), resume.forced());
            case Command.Arrive arrive -> arrive(arrive.stanza(), arrive.promised());
            case Command.Settled settled -> settled(settled);
            case Command.Answer<?> answer -> answer.resume();
            case Command.Befriend befriend -> befriend(befriend);
            case Command.Evict evict -> evict(evict);
        }
        return effects.take();
    }

    private void bind(Command.Bind bind) {
        Device device = enter(bind.session(), bind.resource());
        if (device == null) {
            return;
        }
        for (var request : bind.requests()) {
            var handler = environment.extensions().bind(request);
            if (handler != null) {
                handler.accept(device);
            }
        }
        if (bind.stream() != null) {
            begin(device, bind.stream());
        }
        effects.add(new Effect.Notify(bind.bound()));
    }

    /// Null if there is no room; another device of that resource goes.
    private @Nullable Device enter(SessionId session, Resource resource) {
        Device replaced = devices.find(resource);
        if (replaced != null) {
            effects.add(new Effect.EndSession(
                    replaced.session(),
                    StreamError.of(StreamError.Condition.CONFLICT, "The same resource signed in again.")));
            leave(replaced, false);
        } else if (devices.all().size() >= environment.limits().devices()) {
            effects.add(new Effect.EndSession(
                    session,
                    StreamError.of(StreamError.Condition.POLICY_VIOLATION, "Too many devices are signed in.")));
            return null;
        }
        Device device =
                new Device(session, jid.with(resource), environment.extensions().gates());
        devices.add(device);
        return device;
    }

    private void enable(Command.Enable enable) {
        Device device = devices.find(enable.session());
        if (device != null) {
            begin(device, enable.stream());
            effects.add(new Effect.Notify(enable.enabled()));
        }
    }

    private void begin(Device device, StreamKey key) {
        byte[] state = DeviceState.of(device, environment.extensions()).toBytes();
        device.stream(new DeviceStream(key, 0, state));
        effects.keep(new Change.PutStream(
                jid,
                new ResumableStream(
                        key, device.jid().resource(), environment.clock().instant(), messages.last(), state)));
    }

    /// The device is as it was: it has its features and its presence, and gets what it did not acknowledge.
    private void restore(Command.Restore restore) {
        RestoredStream restored = restore.stream();
        ResumableStream kept = restored.progress().stream();
        Device device = enter(restore.session(), kept.resource());
        if (device == null) {
            return;
        }
        DeviceState state = DeviceState.read(kept.state());
        state.applyTo(device, environment.extensions());
        device.stream(new DeviceStream(kept.key(), restored.acknowledged(), kept.state()));
        effects.keep(new Change.PutStream(jid, kept));
        effects.keep(new Change.Confirm(kept.key(), restored.handled(), restored.acknowledged()));
        restored.progress().handledBeyond().stream()
                .filter(number -> number > restored.handled())
                .forEach(number -> effects.keep(new Change.Handled(kept.key(), number)));
        effects.add(new Effect.Notify(restore.resumed()));
        messages.resend(device, restored);
        Presence presence = state.presence();
        if (presence != null) {
            presences.depart(device, presence);
            messages.replay(device);
            attending.departed(device, presence, false);
        }
    }

    private void unbind(Command.Unbind unbind) {
        Device device = devices.find(unbind.session());
        if (device != null) {
            boolean wasConnected = device.isConnected();
            leave(device, unbind.resumable());
            if (wasConnected) {
                device.connected(false);
                waking.left(device);
            }
        }
    }

    private void connection(Command.Connection connection) {
        Device device = devices.find(connection.session());
        if (device != null) {
            device.connected(connection.up());
            waking.left(device);
            connection.lost().forEach(message -> waking.arrived(message, false));
        }
    }

    private void visit(Command.Visit visit) {
        View view = new View(insides);
        view.guarded(() -> visit.step().accept(view));
    }

    private void leave(Device device, boolean resumable) {
        if (device.stream() != null && !resumable) {
            effects.add(new Effect.KeepLazily(
                    new Change.RemoveStream(device.stream().key())));
        }
        presences.leave(device);
        devices.remove(device.session());
        messages.release(device);
    }

    private void signal(Command.Signal signal) {
        Device device = devices.find(signal.session());
        Hooks.Nonza handler = environment.extensions().nonza(signal.element());
        if (device != null && handler != null && handler.handle(device.slots())) {
            effects.open(device);
        }
    }

    private void reply(Command.Reply reply) {
        Device device = devices.find(reply.session());
        if (device != null) {
            effects.sendAsIs(device, reply.stanza());
        }
    }

    /// What is kept of a device that may resume follows what it does.
    private void keepState(Device device, Stanza stanza) {
        DeviceStream stream = device.stream();
        boolean mayChange = stanza instanceof Presence presence && presence.to() == null
                || stanza instanceof Iq iq && iq.isRequest();
        if (stream == null || !mayChange) {
            return;
        }
        byte[] state = DeviceState.of(device, environment.extensions()).toBytes();
        if (!Arrays.equals(state, stream.state())) {
            stream.state(state);
            effects.keep(new Change.PutStreamState(stream.key(), state));
        }
    }

    private void depart(Command.Depart depart) {
        Device device = Objects.requireNonNull(devices.find(depart.session()), "a stanza of an unknown session");
        Stanza stanza = depart.stanza();
        try {
            depart(device, stanza);
            keepState(device, stanza);
        } catch (StanzaException e) {
            Stanza refusal = stanza.errorReply(e.error());
            if (refusal != null) {
                effects.sendAsIs(device, refusal);
            }
        }
    }

    private void resume(Message message, boolean forced) {
        try {
            if (!forced) {
                check(message, Objects.requireNonNull(message.to()), Direction.OUTBOUND);
            }
            messages.depart(null, message);
        } catch (StanzaException e) {
            effects.refuse(message, e.error());
        }
    }

    private void depart(Device device, Stanza stanza) {
        Jid to = stanza.to();
        if (to != null) {
            environment.extensions().witnesses().forEach(witness -> witness.departs(stanza));
            check(stanza, to, Direction.OUTBOUND);
        }
        switch (stanza) {
            case Message message -> messages.depart(device, message);
            case Presence presence -> {
                boolean wasAvailable = device.isAvailable();
                boolean tookMessages = device.takesMessages();
                presences.depart(device, presence);
                if (!tookMessages && device.takesMessages()) {
                    messages.replay(device);
                }
                attending.departed(device, presence, wasAvailable);
            }
            case Iq iq -> requests.depart(device, iq);
        }
    }

    private void arrive(Stanza stanza, boolean promised) {
        try {
            admitted(stanza, promised);
        } catch (StanzaException e) {
            if (e.error() != Admission.DROP) {
                effects.refuse(stanza, e.error());
            }
        }
    }

    private void admitted(Stanza stanza, boolean promised) {
        Jid from = Objects.requireNonNull(stanza.from());
        check(stanza, from, Direction.INBOUND);
        switch (stanza) {
            case Message message -> waking.arrived(message, messages.arrive(message, promised));
            case Presence presence -> {
                if (!attending.probed(presence)) {
                    boolean couldSee = attending.canSee(from.bare());
                    presences.arrive(presence);
                    attending.arrived(presence, couldSee);
                }
            }
            case Iq iq -> requests.arrive(iq);
        }
    }

    private void settled(Command.Settled settled) {
        Device device = devices.find(settled.session());
        if (device != null) {
            messages.settle(device, settled.numbers());
            DeviceStream stream = device.stream();
            if (stream != null) {
                effects.add(new Effect.KeepLazily(
                        new Change.Confirm(stream.key(), settled.handled(), settled.acknowledged())));
            }
        }
    }

    private void befriend(Command.Befriend befriend) {
        roster.put(roster.findOrNone(befriend.contact())
                .named(befriend.name(), List.of())
                .withAsk(false)
                .with(RosterItem.Subscription.BOTH));
    }

    private void evict(Command.Evict evict) {
        for (Device device : devices.where(d -> !d.jid().resource().equals(evict.spared()))) {
            effects.add(new Effect.EndSession(
                    device.session(), StreamError.of(StreamError.Condition.NOT_AUTHORIZED, evict.reason())));
            leave(device, false);
        }
        waking.evicted(evict.spared());
    }

    private void check(Stanza stanza, Jid peer, Direction direction) {
        if (peer.bare().equals(jid)) {
            return;
        }
        for (var admission : environment.extensions().admissions()) {
            StanzaError error = admission
                    .check()
                    .check(documents.getOrDefault(admission.namespace(), Map.of()), stanza, peer, direction);
            if (error != null) {
                throw new StanzaException(error);
            }
        }
    }

    /// Whether presence of the owner may go to the contact.
    private boolean admits(Stanza stanza, Jid peer) {
        try {
            check(stanza, peer, Direction.OUTBOUND);
            return true;
        } catch (StanzaException e) {
            return false;
        }
    }

    static StanzaException unavailable() {
        return new StanzaException(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
    }
}
