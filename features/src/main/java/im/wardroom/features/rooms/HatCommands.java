// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.EntityContext;
import im.wardroom.server.extension.command.CommandError;
import im.wardroom.server.extension.command.CommandReply;
import im.wardroom.server.extension.command.CommandRequest;
import im.wardroom.server.extension.command.CommandRequest.Action;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// What those in charge of a room do with its hats (XEP-0317 §3.2 to §3.7), by way of XEP-0050. All that a command
/// needs to know is in its one form, so nothing is remembered between its two steps; and the form may come at once.
final class HatCommands {

    private static final String FORM = "urn:xmpp:hats:commands";
    private static final String JID = "hats#jid";

    private HatCommands() {}

    static void handle(Room room, Iq iq, FullJid from, EntityContext out) {
        CommandRequest request = CommandRequest.of(iq);
        HatCommand command = HatCommand.of(request.node());
        if (command == null) {
            throw Muc.refused(Condition.ITEM_NOT_FOUND);
        }
        if (!command.isFor(room, from)) {
            throw new StanzaException(Condition.FORBIDDEN, "Only those in charge of the room may do that.");
        }
        String session = Objects.requireNonNullElseGet(
                request.session(), () -> UUID.randomUUID().toString());
        CommandReply reply = new CommandReply(command.node(), session);
        switch (request.action()) {
            case PREV, NEXT -> throw CommandError.BAD_ACTION.because("There is one form only.");
            case CANCEL -> {
                if (request.session() == null) {
                    throw CommandError.BAD_ACTION.because("There is nothing to cancel yet.");
                }
                out.send(iq.result(reply.canceled()));
            }
            case EXECUTE, COMPLETE -> take(room, iq, command, request, reply, out);
        }
    }

    private static void take(
            Room room, Iq iq, HatCommand command, CommandRequest request, CommandReply reply, EntityContext out) {
        SubmittedForm form = request.form();
        if (command.isList()) {
            out.send(iq.result(reply.completed(List.of(), List.of(list(room, command)))));
        } else if (form != null) {
            Runnable announcement = change(room, command, form, out);
            out.send(iq.result(reply.completed(List.of(), List.of())));
            announcement.run();
        } else if (request.session() == null && request.action() == Action.EXECUTE) {
            out.send(iq.result(reply.asking(form(room, command), true, true)));
        } else {
            throw CommandError.BAD_PAYLOAD.because("Fill in the form.");
        }
    }

    private static Form form(Room room, HatCommand command) {
        Form form = Form.titled(command.title(), FORM);
        return switch (command) {
            case CREATE ->
                form.text(Hat.TITLE, "Hat title", "")
                        .required()
                        .text(Hat.URI, "Hat URI", "")
                        .required()
                        .text(Hat.HUE, "Hat hue", "");
            case DESTROY -> form.choice(Hat.URI, "The hat", names(room)).required();
            case ASSIGN, UNASSIGN ->
                form.address(JID, "User address", "")
                        .required()
                        .choice(Hat.URI, "The hat", names(room))
                        .required();
            case LIST, LIST_ASSIGNED -> throw new IllegalStateException(command + " asks nothing");
        };
    }

    private static Map<String, String> names(Room room) {
        Map<String, String> names = new LinkedHashMap<>();
        room.hats().all().forEach(hat -> names.put(hat.uri(), hat.title()));
        return names;
    }

    /// Makes the change.
    ///
    /// @return what is to be told of it
    private static Runnable change(Room room, HatCommand command, SubmittedForm form, EntityContext out) {
        Hats hats = room.hats();
        if (command == HatCommand.CREATE) {
            Hat hat = Hat.of(form);
            return hats.put(hat, out) ? () -> tellOfList(room, hats.wearersOf(hat.uri()), out) : () -> {};
        }
        String uri = hats.find(form.one(Hat.URI).orElseThrow(() -> CommandError.BAD_PAYLOAD.because("Say which hat.")))
                .uri();
        if (command == HatCommand.DESTROY) {
            List<BareJid> wearers = hats.wearersOf(uri);
            hats.remove(uri, out);
            return () -> tellOfList(room, wearers, out);
        }
        BareJid user = user(room, form);
        if (command == HatCommand.ASSIGN) {
            hats.putOn(user, uri, out);
        } else {
            hats.takeOff(user, uri, out);
        }
        return () -> show(room, List.of(user), out);
    }

    /// Somebody by the address, or an occupant by the nickname.
    private static BareJid user(Room room, SubmittedForm form) {
        String text = form.one(JID).orElseThrow(() -> CommandError.BAD_PAYLOAD.because("Say whose hat."));
        try {
            Jid jid = Jid.parse(text);
            if (!jid.bare().equals(room.address())) {
                return jid.bare();
            }
            Occupant occupant = jid instanceof FullJid named ? room.occupants().find(named.resource()) : null;
            if (occupant == null) {
                throw new StanzaException(Condition.ITEM_NOT_FOUND, "Nobody in the room has this nickname.");
            }
            return occupant.user;
        } catch (InvalidJidException e) {
            throw CommandError.BAD_PAYLOAD.because("The address is not valid.");
        }
    }

    private static void tellOfList(Room room, List<BareJid> wearers, EntityContext out) {
        Element message = Element.of(Namespaces.CLIENT, "message")
                .with("type", "groupchat")
                .with("from", room.address().toString())
                .with(Element.of(Muc.USER, "x").with(Announcements.status(Muc.CONFIGURED)));
        Speech.broadcast(room, message, false, out);
        show(room, wearers, out);
    }

    private static void show(Room room, List<BareJid> users, EntityContext out) {
        users.stream()
                .flatMap(user -> room.occupants().of(user).stream())
                .forEach(occupant -> room.announcements().toAll(occupant, Notice.HERE, List.of(), out));
    }

    private static Element list(Room room, HatCommand command) {
        boolean assigned = command == HatCommand.LIST_ASSIGNED;
        Element reported = Element.of(SubmittedForm.NS, "reported");
        for (String name :
                assigned ? List.of(JID, Hat.URI, Hat.TITLE, Hat.HUE) : List.of(Hat.TITLE, Hat.URI, Hat.HUE)) {
            reported = reported.with(Element.of(SubmittedForm.NS, "field").with("var", name));
        }
        Element form = Form.of("result", FORM)
                .toElement()
                .with(Element.of(SubmittedForm.NS, "title", command.title()))
                .with(reported);
        if (!assigned) {
            return form.withAll(
                    room.hats().all().stream().map(HatCommands::item).toList());
        }
        return form.withAll(room.hats().wearers().stream()
                .flatMap(user ->
                        room.hats().of(user).stream().map(hat -> item(hat).with(cell(JID, user.toString()))))
                .toList());
    }

    private static Element item(Hat hat) {
        Element item = Element.of(SubmittedForm.NS, "item")
                .with(cell(Hat.TITLE, hat.title()))
                .with(cell(Hat.URI, hat.uri()));
        return hat.hue() == null ? item : item.with(cell(Hat.HUE, hat.hue()));
    }

    private static Element cell(String name, String value) {
        return Element.of(SubmittedForm.NS, "field")
                .with("var", name)
                .with(Element.of(SubmittedForm.NS, "value", value));
    }
}
