// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.Entity;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.store.Accounts;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One room: what it is like and who is in it. It finds the request that a stanza is; what is to be done is said by
/// the classes of the requests. An address without a room is one, too: it waits to be created.
final class Room implements Entity {

    /// Documents of this namespace: the configuration, the subject, the secret behind the occupants' ids.
    static final String NS = "rooms";

    static final String CONFIG = "config";
    static final String SECRET = "secret";
    static final String LOCKED = "locked";

    private final BareJid address;
    private final RoomRules rules;
    private final Affiliations affiliations = new Affiliations();
    private final Hats hats = new Hats();
    private final Occupants occupants = new Occupants();
    private final History history = new History();
    private final Announcements announcements = new Announcements(this);
    private final PassedRequests passed = new PassedRequests();
    private RoomConfig config = RoomConfig.DEFAULT;
    private Subject subject = Subject.NONE;
    private OccupantIds ids = OccupantIds.NONE;
    private byte @Nullable [] card;
    private boolean locked;

    Room(BareJid address, RoomRules rules, Optional<Accounts.State> kept) {
        this.address = address;
        this.rules = rules;
        kept.ifPresent(state -> load(state.documents()));
    }

    private void load(Map<String, Map<String, byte[]>> documents) {
        Map<String, byte[]> own = documents.getOrDefault(NS, Map.of());
        affiliations.load(documents.getOrDefault(Affiliations.NS, Map.of()));
        hats.load(documents.getOrDefault(Hats.NS, Map.of()), documents.getOrDefault(Hats.WORN, Map.of()));
        locked = own.containsKey(LOCKED);
        card = own.get(RoomCard.KEY);
        byte[] form = own.get(CONFIG);
        if (form != null) {
            config = ConfigForm.read(SubmittedForm.of(Element.read(form, "")), RoomConfig.DEFAULT);
        }
        byte[] about = own.get(Subject.KEY);
        if (about != null) {
            subject = Subject.read(about);
        }
        byte[] secret = own.get(SECRET);
        if (secret != null) {
            ids = new OccupantIds(secret);
        }
    }

    BareJid address() {
        return address;
    }

    RoomRules rules() {
        return rules;
    }

    RoomConfig config() {
        return config;
    }

    /// What is said stays in the room's archive.
    boolean isArchived() {
        return rules.archives() && config.logged();
    }

    Affiliations affiliations() {
        return affiliations;
    }

    Hats hats() {
        return hats;
    }

    Occupants occupants() {
        return occupants;
    }

    History history() {
        return history;
    }

    Announcements announcements() {
        return announcements;
    }

    Subject subject() {
        return subject;
    }

    OccupantIds ids() {
        return ids;
    }

    PassedRequests passed() {
        return passed;
    }

    /// Nobody but its owner may enter before it is configured (XEP-0045 §10.1).
    boolean isLocked() {
        return locked;
    }

    @Override
    public void receive(Stanza stanza, EntityContext out) {
        if (!(stanza.from() instanceof FullJid from)) {
            throw Muc.refused(Condition.SERVICE_UNAVAILABLE);
        }
        Resource nick = Objects.requireNonNull(stanza.to()).resource();
        if (!out.exists()) {
            absent(stanza, from, nick, out);
            return;
        }
        switch (stanza) {
            case Presence presence -> receive(presence, from, nick, out);
            case Message message -> receive(message, from, nick, out);
            case Iq iq -> receive(iq, from, nick, out);
        }
    }

    private void absent(Stanza stanza, FullJid from, @Nullable Resource nick, EntityContext out) {
        if (!(stanza instanceof Presence presence)) {
            throw Muc.refused(Condition.ITEM_NOT_FOUND);
        }
        if (presence.type() == Presence.Type.AVAILABLE) {
            Creation.create(this, presence, from, nicknamed(nick), out);
        }
    }

    private static Resource nicknamed(@Nullable Resource nick) {
        if (nick == null) {
            throw new StanzaException(Condition.JID_MALFORMED, "Enter a room with a nickname.");
        }
        return nick;
    }

    private void receive(Presence presence, FullJid from, @Nullable Resource nick, EntityContext out) {
        Occupant occupant = occupants.find(from);
        switch (presence.type()) {
            case AVAILABLE -> {
                if (occupant == null) {
                    Join.enter(this, presence, from, nicknamed(nick), out);
                } else {
                    Move.to(this, occupant, presence, from, nicknamed(nick), out);
                }
            }
            case UNAVAILABLE -> Leave.leave(this, from, Notice.GONE, out);
            case ERROR -> Leave.leave(this, from, Notice.gone(Muc.ERROR, null, null), out);
            case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED, PROBE -> {
                // A room is nobody's contact.
            }
        }
    }

    private void receive(Message message, FullJid from, @Nullable Resource nick, EntityContext out) {
        if (message.type() == Message.Type.ERROR) {
            Bounce.of(this, message, from, nick, out);
        } else if (nick != null) {
            Whisper.send(this, message, from, nick, out);
        } else if (message.type() == Message.Type.GROUPCHAT) {
            Speech.say(this, message, from, out);
        } else {
            Mediation.handle(this, message, from, out);
        }
    }

    private void receive(Iq iq, FullJid from, @Nullable Resource nick, EntityContext out) {
        if (nick != null) {
            passed.pass(this, iq, from, nick, out);
        } else if (iq.isRequest()) {
            RoomRequests.answer(this, iq, from, out);
        }
    }

    void configure(RoomConfig changed, EntityContext out) {
        config = changed;
        out.put(NS, CONFIG, ConfigForm.kept(changed).toBytes(""));
    }

    void about(Subject changed, EntityContext out) {
        subject = changed;
        out.put(NS, Subject.KEY, changed.toBytes());
    }

    byte @Nullable [] card() {
        return card;
    }

    void card(byte @Nullable [] changed, EntityContext out) {
        card = changed;
        if (changed == null) {
            out.delete(NS, RoomCard.KEY);
        } else {
            out.put(NS, RoomCard.KEY, changed);
        }
    }

    /// It exists now.
    void begin(byte[] secret, EntityContext out) {
        ids = new OccupantIds(secret);
        out.put(NS, SECRET, secret);
        locked = true;
        out.put(NS, LOCKED, "1".getBytes(StandardCharsets.US_ASCII));
        configure(RoomConfig.DEFAULT, out);
    }

    void unlock(EntityContext out) {
        if (locked) {
            locked = false;
            out.delete(NS, LOCKED);
        }
    }

    /// Nothing of it stays.
    void vanish(EntityContext out) {
        out.remove();
        occupants.clear();
        affiliations.clear();
        hats.clear();
        history.clear();
        config = RoomConfig.DEFAULT;
        subject = Subject.NONE;
        card = null;
        locked = false;
    }

    @Override
    public void end(EntityContext out) {
        for (Occupant occupant : occupants.all()) {
            for (Occupant.Seat seat : occupant.seats()) {
                announcements.toSelf(occupant, seat.jid(), Notice.gone(Muc.SHUT_DOWN, null, null), List.of(), out);
            }
        }
        occupants.clear();
    }

    @Override
    public boolean isIdle() {
        return occupants.isEmpty();
    }
}
