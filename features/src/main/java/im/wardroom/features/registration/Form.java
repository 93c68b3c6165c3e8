// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The data forms (XEP-0004) of the commands that invite.
final class Form {

    static final String NS = "jabber:x:data";
    private static final String COMMANDS = InvitationCommands.NS;

    private Form() {}

    static Element status(String node, String status) {
        return Element.of(COMMANDS, "command")
                .with("node", node)
                .with("sessionid", node)
                .with("status", status);
    }

    /// XEP-0401 §5.1: the result of both commands.
    static Element invitation(String node, String uri, Instant expires) {
        Element form = Element.of(NS, "x")
                .with("type", "result")
                .with(field("FORM_TYPE", "hidden", "urn:xmpp:invite#invitation"))
                .with(field("uri", "text-single", uri))
                .with(field(
                        "expire",
                        "text-single",
                        expires.truncatedTo(ChronoUnit.SECONDS).toString()));
        return status(node, "completed").with(form);
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

    private static Element field(String name, String type, String value) {
        return Element.of(NS, "field").with("var", name).with("type", type).with(Element.of(NS, "value", value));
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
