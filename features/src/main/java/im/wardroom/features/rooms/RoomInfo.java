// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;

/// What a room says of itself (XEP-0045 §6.4 to §6.6).
final class RoomInfo {

    static final String INFO = "http://jabber.org/protocol/disco#info";
    static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String OWN_NICK = "x-roomuser-item";

    private static final List<String> ALWAYS = List.of(
            INFO,
            ITEMS,
            Muc.NS,
            "http://jabber.org/protocol/muc#self-ping-optimization",
            "http://jabber.org/protocol/muc#stable_id",
            Register.NS,
            Muc.REQUEST,
            Muc.OCCUPANT_ID,
            Muc.STANZA_ID,
            RoomCard.NS,
            Retraction.NS,
            Retraction.NS + "#tombstone",
            Retraction.MODERATION,
            Hat.NS,
            AdHocCommand.NS,
            Muc.PING);
    private static final List<String> LOGGED = List.of("urn:xmpp:mam:2", "urn:xmpp:mam:2#extended");

    private RoomInfo() {}

    static Element info(Room room, FullJid asking, Element query) {
        String node = query.attribute("node");
        if (OWN_NICK.equals(node)) {
            return ownNick(room, asking);
        }
        if (node != null) {
            return commandInfo(room, asking, node);
        }
        RoomConfig config = room.config();
        Element info = Element.of(INFO, "query").with(identity(name(room)));
        for (String feature : features(config, room.isArchived())) {
            info = info.with(Element.of(INFO, "feature").with("var", feature));
        }
        return info.with(form(room));
    }

    static String name(Room room) {
        String name = room.config().name();
        return name.isEmpty() ? String.valueOf(room.address().local()) : name;
    }

    private static Element identity(String name) {
        return Element.of(INFO, "identity")
                .with("category", "conference")
                .with("type", "text")
                .with("name", name);
    }

    /// XEP-0045 §7.12.
    private static Element ownNick(Room room, FullJid asking) {
        Resource nick = room.affiliations().nickOf(asking.bare());
        Element info = Element.of(INFO, "query").with("node", OWN_NICK);
        return nick == null ? info : info.with(identity(nick.toString()));
    }

    /// XEP-0050 §2.2.
    private static Element commandInfo(Room room, FullJid asking, String node) {
        HatCommand command = HatCommand.of(node);
        if (command == null && !node.equals(AdHocCommand.NS)) {
            throw Muc.refused(Condition.ITEM_NOT_FOUND);
        }
        if (command != null && !command.isFor(room, asking)) {
            throw Muc.refused(Condition.FORBIDDEN);
        }
        Element identity = Element.of(INFO, "identity")
                .with("category", "automation")
                .with("type", command == null ? "command-list" : "command-node")
                .with("name", command == null ? "Commands" : command.title());
        return Element.of(INFO, "query")
                .with("node", node)
                .with(identity)
                .with(Element.of(INFO, "feature").with("var", AdHocCommand.NS))
                .with(Element.of(INFO, "feature").with("var", SubmittedForm.NS));
    }

    private static Element commands(Room room, FullJid asking) {
        return Element.of(ITEMS, "query")
                .with("node", AdHocCommand.NS)
                .withAll(HatCommand.allFor(room, asking).stream()
                        .map(command -> Element.of(ITEMS, "item")
                                .with("jid", room.address().toString())
                                .with("node", command.node())
                                .with("name", command.title()))
                        .toList());
    }

    private static List<String> features(RoomConfig config, boolean archived) {
        List<String> features = new ArrayList<>(ALWAYS);
        if (archived) {
            features.addAll(LOGGED);
        }
        features.add(config.listed() ? "muc_public" : "muc_hidden");
        features.add(config.membersOnly() ? "muc_membersonly" : "muc_open");
        features.add(config.moderated() ? "muc_moderated" : "muc_unmoderated");
        features.add(config.password().isEmpty() ? "muc_unsecured" : "muc_passwordprotected");
        features.add(config.persistent() ? "muc_persistent" : "muc_temporary");
        features.add(config.revealed() ? "muc_nonanonymous" : "muc_semianonymous");
        return features;
    }

    private static Element form(Room room) {
        RoomConfig config = room.config();
        Form form = Form.of("result", Muc.INFO)
                .text("muc#roominfo_description", "Description", config.description())
                .text(
                        "muc#roominfo_occupants",
                        "Number of occupants",
                        String.valueOf(room.occupants().size()))
                .text("muc#roominfo_subject", "Subject", room.subject().text())
                .flag("muc#roominfo_changesubject", "Participants may change the subject", config.subjects())
                .flag("muc#roomconfig_allowinvites", "Participants may invite", config.invitations());
        if (config.slowSeconds() > 0) {
            form = form.text(
                    "muc#roominfo_slow_mode_duration",
                    "Seconds between two messages",
                    String.valueOf(config.slowSeconds()));
        }
        String hats = room.hats().hash();
        if (!hats.isEmpty()) {
            form = form.text("hats#hash", "Hats hash", hats);
        }
        String picture = room.card() == null ? null : RoomCard.hash(room.card());
        if (picture != null) {
            form = form.lines("muc#roominfo_avatarhash", "Hash of the avatar", List.of(picture));
        }
        return form.toElement();
    }

    /// Who is in it, for those who may see that.
    static Element items(Room room, FullJid asking, Element query) {
        String node = query.attribute("node");
        if (AdHocCommand.NS.equals(node)) {
            return commands(room, asking);
        }
        if (node != null) {
            throw Muc.refused(Condition.ITEM_NOT_FOUND);
        }
        Element items = Element.of(ITEMS, "query");
        boolean inside = room.occupants().find(asking) != null;
        return !inside
                ? items
                : items.withAll(room.occupants().all().stream()
                        .map(o -> Element.of(ITEMS, "item")
                                .with("jid", room.address().with(o.nick).toString())
                                .with("name", o.nick.toString()))
                        .toList());
    }
}
