// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// The form of a room's configuration (XEP-0045 §10.1.3, §16.5.3). As submitted, it is also how the configuration is
/// kept.
final class ConfigForm {

    private static final String NAME = "muc#roomconfig_roomname";
    private static final String DESCRIPTION = "muc#roomconfig_roomdesc";
    private static final String PERSISTENT = "muc#roomconfig_persistentroom";
    private static final String PUBLIC = "muc#roomconfig_publicroom";
    private static final String MEMBERS_ONLY = "muc#roomconfig_membersonly";
    private static final String MODERATED = "muc#roomconfig_moderatedroom";
    private static final String PROTECTED = "muc#roomconfig_passwordprotectedroom";
    private static final String SECRET = "muc#roomconfig_roomsecret";
    private static final String SUBJECTS = "muc#roomconfig_changesubject";
    private static final String INVITATIONS = "muc#roomconfig_allowinvites";
    private static final String WHISPERS = "muc#roomconfig_allowpm";
    private static final String WHOIS = "muc#roomconfig_whois";
    private static final String MAX = "muc#roomconfig_maxusers";
    private static final String LOGGED = "muc#roomconfig_enablelogging";
    private static final String VOICE = "muc#roomconfig_allowvoicerequests";
    private static final String SHOWN = "muc#roomconfig_presencebroadcast";
    private static final String SLOW = "muc#roomconfig_slow_mode_duration";

    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 2_000;
    private static final int MAX_SECRET = 200;
    private static final int MAX_SLOW = 86_400;
    private static final String NONE = "none";
    private static final List<String> SIZES = List.of(NONE, "10", "20", "50", "100", "200", "500", "1000");
    private static final List<String> WHISPERERS = List.of("anyone", "participants", "moderators", NONE);

    private static final List<RoomRole> ROLES = List.of(RoomRole.VISITOR, RoomRole.PARTICIPANT, RoomRole.MODERATOR);

    private ConfigForm() {}

    /// For the owner to fill in.
    static Element form(RoomConfig config, String address) {
        return fields(Form.titled("Configuration of " + address, Muc.CONFIG), config)
                .toElement();
    }

    /// As it is kept.
    static Element kept(RoomConfig config) {
        return fields(Form.of("submit", Muc.CONFIG), config).toElement();
    }

    private static Form fields(Form form, RoomConfig config) {
        return form.text(NAME, "Name", config.name())
                .text(DESCRIPTION, "Description", config.description())
                .flag(PERSISTENT, "The room stays when everybody left", config.persistent())
                .flag(PUBLIC, "The room is listed", config.listed())
                .flag(MEMBERS_ONLY, "Members only", config.membersOnly())
                .flag(MODERATED, "Only members have a voice at first", config.moderated())
                .flag(PROTECTED, "A password is needed", !config.password().isEmpty())
                .secret(SECRET, "Password", config.password())
                .flag(SUBJECTS, "Participants may change the subject", config.subjects())
                .flag(INVITATIONS, "Participants may invite", config.invitations())
                .choice(WHISPERS, "Who may send private messages", name(config.whispers()), WHISPERERS)
                .choice(
                        WHOIS,
                        "Who sees the occupants' addresses",
                        config.revealed() ? "anyone" : "moderators",
                        List.of("moderators", "anyone"))
                .choice(
                        MAX,
                        "Most occupants",
                        config.maxOccupants() == 0 ? NONE : String.valueOf(config.maxOccupants()),
                        SIZES)
                .flag(LOGGED, "Messages are archived", config.logged())
                .flag(VOICE, "Visitors may ask for a voice", config.voiceRequests())
                .several(
                        SHOWN,
                        "Roles whose presence is told to others",
                        ROLES.stream()
                                .filter(role -> role.isAtLeast(config.shown()))
                                .map(RoomRole::toString)
                                .toList(),
                        ROLES.stream().map(RoomRole::toString).toList())
                .text(SLOW, "Seconds between two messages of a participant", String.valueOf(config.slowSeconds()));
    }

    private static String name(RoomRole least) {
        return switch (least) {
            case VISITOR -> "anyone";
            case PARTICIPANT -> "participants";
            case MODERATOR -> "moderators";
            case NONE -> NONE;
        };
    }

    /// What the room is like once the form is submitted; what it does not name stays.
    ///
    /// @throws StanzaException `not-acceptable` if a value makes no sense
    static RoomConfig read(SubmittedForm form, RoomConfig before) {
        return new RoomConfig(
                text(form, NAME, before.name(), MAX_NAME),
                text(form, DESCRIPTION, before.description(), MAX_DESCRIPTION),
                flag(form, PERSISTENT, before.persistent()),
                flag(form, PUBLIC, before.listed()),
                flag(form, MEMBERS_ONLY, before.membersOnly()),
                flag(form, MODERATED, before.moderated()),
                password(form, before.password()),
                flag(form, SUBJECTS, before.subjects()),
                flag(form, INVITATIONS, before.invitations()),
                whispers(form, before.whispers()),
                revealed(form, before.revealed()),
                number(form, MAX, before.maxOccupants(), Integer.MAX_VALUE),
                flag(form, LOGGED, before.logged()),
                flag(form, VOICE, before.voiceRequests()),
                shown(form, before.shown()),
                number(form, SLOW, before.slowSeconds(), MAX_SLOW));
    }

    private static String text(SubmittedForm form, String field, String before, int limit) {
        if (!form.names().contains(field)) {
            return before;
        }
        String text = form.one(field).orElse("");
        if (text.length() > limit) {
            throw bad("The value of '" + field + "' is too long: " + limit + " characters are allowed.");
        }
        return text;
    }

    /// XEP-0045 §16.5.3: a room that needs a password needs one that is not empty.
    private static String password(SubmittedForm form, String before) {
        if (!flag(form, PROTECTED, !before.isEmpty())) {
            return "";
        }
        String password = text(form, SECRET, before, MAX_SECRET);
        if (password.isEmpty()) {
            throw bad("A room that needs a password has to have one.");
        }
        return password;
    }

    private static boolean flag(SubmittedForm form, String field, boolean before) {
        return form.one(field)
                .map(value -> switch (value) {
                    case "1", "true" -> true;
                    case "0", "false" -> false;
                    default -> throw bad("The value of '" + field + "' is true or false.");
                })
                .orElse(before);
    }

    private static RoomRole whispers(SubmittedForm form, RoomRole before) {
        return form.one(WHISPERS)
                .map(value -> switch (value) {
                    case "anyone" -> RoomRole.VISITOR;
                    case "participants" -> RoomRole.PARTICIPANT;
                    case "moderators" -> RoomRole.MODERATOR;
                    case NONE -> RoomRole.NONE;
                    default -> throw bad("There is no such choice for '" + WHISPERS + "'.");
                })
                .orElse(before);
    }

    private static boolean revealed(SubmittedForm form, boolean before) {
        return form.one(WHOIS)
                .map(value -> switch (value) {
                    case "anyone" -> true;
                    case "moderators" -> false;
                    default -> throw bad("There is no such choice for '" + WHOIS + "'.");
                })
                .orElse(before);
    }

    /// The least of the roles: whoever is above it is shown, too.
    private static RoomRole shown(SubmittedForm form, RoomRole before) {
        if (!form.names().contains(SHOWN)) {
            return before;
        }
        List<String> named = form.all(SHOWN);
        if (!ROLES.stream().map(RoomRole::toString).toList().containsAll(named)) {
            throw bad("There is no such choice for '" + SHOWN + "'.");
        }
        return ROLES.stream()
                .filter(role -> named.contains(role.toString()))
                .findFirst()
                .orElse(RoomRole.NONE);
    }

    private static int number(SubmittedForm form, String field, int before, int most) {
        return form.one(field)
                .map(value -> {
                    if (value.equals(NONE)) {
                        return 0;
                    }
                    if (!value.matches("\\d{1,9}") || Integer.parseInt(value) > most) {
                        throw bad("The value of '" + field + "' is a number up to " + most + '.');
                    }
                    return Integer.parseInt(value);
                })
                .orElse(before);
    }

    private static StanzaException bad(String text) {
        return new StanzaException(Condition.NOT_ACCEPTABLE, text);
    }
}
