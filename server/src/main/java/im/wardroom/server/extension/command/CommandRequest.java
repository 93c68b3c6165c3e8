// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A `command` element as a client sends it (XEP-0050 §4.1).
///
/// @param session null of one that begins a command
/// @param form null if there is none
public record CommandRequest(
        String node,
        Action action,
        @Nullable String session,
        @Nullable SubmittedForm form) {

    public enum Action {
        EXECUTE,
        PREV,
        NEXT,
        COMPLETE,
        CANCEL
    }

    /// Well-formed as in RFC 5646 §2.1, roughly.
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*");

    /// @throws StanzaException what is wrong with it
    public static CommandRequest of(Iq request) {
        if (request.type() != Iq.Type.SET) {
            throw new StanzaException(Condition.BAD_REQUEST, "A command is sent with an IQ of type 'set'.");
        }
        Element command = request.payload();
        String node = command.attribute("node", "");
        if (node.isEmpty()) {
            throw new StanzaException(Condition.BAD_REQUEST, "The command's node is missing.");
        }
        language(command.attribute("xml:lang"));
        language(request.element().attribute("xml:lang"));
        return new CommandRequest(node, action(command), command.attribute("sessionid"), form(command));
    }

    /// Whatever the language, the answer is in English, and says so: a form in a foreign language is better than none.
    private static void language(@Nullable String tag) {
        if (tag != null && !LANGUAGE.matcher(tag).matches()) {
            throw CommandError.BAD_LOCALE.because("That is no language.");
        }
    }

    private static Action action(Element command) {
        return switch (command.attribute("action", "execute")) {
            case "execute" -> Action.EXECUTE;
            case "prev" -> Action.PREV;
            case "next" -> Action.NEXT;
            case "complete" -> Action.COMPLETE;
            case "cancel" -> Action.CANCEL;
            default -> throw CommandError.MALFORMED_ACTION.because("There is no such action.");
        };
    }

    private static @Nullable SubmittedForm form(Element command) {
        List<Element> forms = command.elements(SubmittedForm.NS, "x").toList();
        if (forms.size() > 1) {
            throw CommandError.BAD_PAYLOAD.because("There is more than one form.");
        }
        return forms.isEmpty() ? null : read(forms.getFirst());
    }

    private static SubmittedForm read(Element form) {
        try {
            // XEP-0050 §3.5.1: a form that says 'cancel' is as good as one that says 'submit'.
            return SubmittedForm.of("cancel".equals(form.attribute("type")) ? form.with("type", "submit") : form);
        } catch (StanzaException e) {
            throw CommandError.BAD_PAYLOAD.because(e.error().text());
        }
    }

    String words() {
        return action.name().toLowerCase(Locale.ROOT);
    }
}
