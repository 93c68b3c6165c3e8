// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.guard.Act;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.artefact.ArtefactRules;
import im.wardroom.guard.artefact.CargoReader;
import im.wardroom.guard.artefact.FileFacts;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A detector with people who talk: time goes on with each message, and what the server was asked for is noted.
final class Office implements Measures {

    WormRules rules = WormRules.DEFAULT;
    final Map<String, FileFacts.Facts> files = new HashMap<>();
    final List<BareJid> quarantined = new ArrayList<>();
    final List<Copy> recalled = new ArrayList<>();
    final List<Finding> alarms = new ArrayList<>();
    Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    final WormDetector detector = new WormDetector(
            () -> rules,
            new CargoReader(
                    () -> ArtefactRules.DEFAULT
                            .withOwnHosts(Set.of("ship.example"))
                            .withUploadHosts(Set.of("files.ship.example")),
                    files::get)::read,
            this,
            clock);
    private final Map<Jid, Origin> origins = new ConcurrentHashMap<>();
    private int sent;

    static BareJid jid(String name) {
        return BareJid.parse(name + "@ship.example");
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Verdict say(String from, String to, String body) {
        return act(from, message("chat", to + "@ship.example", body));
    }

    /// One for each connection.
    private Origin origin(Jid device) {
        return origins.computeIfAbsent(device, jid -> new Origin(jid, Origin.Kind.ACCOUNT, null));
    }

    /// For several threads: time does not go on.
    Verdict at(String from, String to, String body) {
        Jid device = jid(from).with(new Resource("phone"));
        Element element = Element.of(Namespaces.CLIENT, "message")
                .with("type", "chat")
                .with(Element.of(Namespaces.CLIENT, "body", body));
        Stanza stanza = Message.to(device, jid(to), element);
        return detector.look(new Act(origin(device), stanza, now));
    }

    Verdict post(String from, String room, String body) {
        return act(from, message("groupchat", room + "@rooms.ship.example", body));
    }

    Verdict act(String from, Stanza stanza) {
        pass(Duration.ofSeconds(1));
        Jid device = jid(from).with(new Resource("phone"));
        return detector.look(new Act(origin(device), stanza.addressed(device, stanza.to()), now));
    }

    private Message message(String type, String to, String body) {
        Element element = Element.of(Namespaces.CLIENT, "message")
                .with("type", type)
                .with("id", "m" + sent++)
                .with(Element.of(Namespaces.CLIENT, "body", body));
        return Message.to(null, Jid.parse(to), element);
    }

    void join(String who, String room) {
        Presence presence = Presence.of(Presence.Type.AVAILABLE, null, Jid.parse(room + "@rooms.ship.example/" + who));
        act(who, presence.withElement(presence.element().with(Element.of("http://jabber.org/protocol/muc", "x"))));
    }

    /// They have talked before, but not just now.
    void know(String one, String... others) {
        Instant today = now;
        now = today.minus(Duration.ofDays(2));
        for (String other : others) {
            at(one, other, "good morning");
            at(other, one, "good morning to you");
        }
        now = today;
    }

    @Override
    public void quarantine(BareJid account, Finding finding) {
        quarantined.add(account);
    }

    @Override
    public void recall(List<Copy> copies, Finding finding) {
        recalled.addAll(copies);
    }

    @Override
    public void drop(List<BareJid> senders, Finding finding) {}

    @Override
    public void tell(BareJid to, String text) {}

    @Override
    public void alarm(Finding finding) {
        alarms.add(finding);
    }
}
