// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The data forms (XEP-0004) of the commands that invite.
final class CommandForms {

    static final String NS = "jabber:x:data";
    private static final String COMMANDS = InvitationCommands.NS;

    private CommandForms() {}

    static Element status(String node, String status) {
        return Element.of(COMMANDS, "command")
                .with("node", node)
                .with("sessionid", node)
                .with("status", status);
    }

    /// XEP-0401 §5.1: the result of both commands.
    static Element invitation(String node, InvitationLinks.Link link, Instant expires) {
        Form form = field(Form.of("result", "urn:xmpp:invite#invitation"), "uri", link.uri());
        if (link.page() != null) {
            form = field(form, "landing-url", link.page());
        }
        String end = expires.truncatedTo(ChronoUnit.SECONDS).toString();
        return status(node, "completed").with(field(form, "expire", end).toElement());
    }

    private static Form field(Form form, String name, String value) {
        return form.field(name, "text-single", null, List.of(value), List.of());
    }

    /// XEP-0401 §5.4. Nothing has to be remembered between the two steps of the command.
    static Element accountForm(String node) {
        Element form = Element.of(NS, "x")
                .with("type", "form")
                .with(Element.of(NS, "title", "Invite someone to make an account"))
                .with(Element.of(NS, "field")
                        .with("var", "username")
                        .with("type", "text-single")
                        .with("label", "Name of the account (empty: the invited person chooses)"))
                .with(Element.of(NS, "field")
                        .with("var", "roster-subscription")
                        .with("type", "boolean")
                        .with("label", "Become contacts"));
        Element actions =
                Element.of(COMMANDS, "actions").with("execute", "complete").with(Element.of(COMMANDS, "complete"));
        return status(node, "executing").with(actions).with(form);
    }

    /// The first value of a field, or "" if there is none.
    static String value(Element form, String name) {
        return form.elements(NS, "field")
                .filter(field -> name.equals(field.attribute("var")))
                .flatMap(field -> field.elements(NS, "value"))
                .map(value -> value.text().strip())
                .findFirst()
                .orElse("");
    }
}
