// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.directory;

import im.wardroom.server.extension.Desk;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Objects;
import java.util.stream.Stream;

/// Searches of people (XEP-0055 §2.1, §3) of one domain, by the people of that domain. What else the address of the
/// directory answers is every [Desk]'s.
final class Searching {

    private static final String INSTRUCTIONS = "Fill in a part of a name, or of several.";

    private final Domain people;
    private final Register register;
    private final int maxResults;
    private final Turns turns;

    /// @param people whom it finds, and answers
    /// @param turns of all directories together
    Searching(Domain people, Register register, int maxResults, Turns turns) {
        this.people = people;
        this.register = register;
        this.maxResults = maxResults;
        this.turns = turns;
    }

    Desk at(Desk desk) {
        return desk.feature(Search.NS, SubmittedForm.NS)
                .get(Search.NS, "query", (request, query, out) -> {
                    requirePeople(request);
                    out.send(request.result(fields()));
                })
                .set(Search.NS, "query", this::search);
    }

    private void requirePeople(Iq request) {
        if (!Objects.requireNonNull(request.from()).domain().equals(people)) {
            throw new StanzaException(Condition.FORBIDDEN, "Only the people of " + people + " can search here.");
        }
    }

    private void search(Iq request, Element query, EntityContext out) {
        requirePeople(request);
        Search search = Search.of(query);
        boolean form = query.has(SubmittedForm.NS, "x");
        out.await(
                request,
                turns.take(
                        Objects.requireNonNull(request.from()).bare(),
                        () -> register.search(people, search, maxResults)),
                found -> out.send(request.result(form ? formResult(found) : result(found))));
    }

    private static Element fields() {
        Form form = Form.titled("Find people", Search.NS).instructed(INSTRUCTIONS);
        for (Field field : Field.values()) {
            form = form.text(field.key(), field.label(), "");
        }
        return Element.of(Search.NS, "query")
                .with(Element.of(Search.NS, "instructions", INSTRUCTIONS))
                .withAll(Stream.of(Field.values())
                        .map(field -> Element.of(Search.NS, field.key()))
                        .toList())
                .with(form.toElement());
    }

    private static Element result(Register.Found found) {
        return Element.of(Search.NS, "query")
                .withAll(found.entries().stream().map(Searching::item).toList());
    }

    private static Element item(Entry entry) {
        return Element.of(Search.NS, "item")
                .with("jid", entry.jid().toString())
                .withAll(Stream.of(Field.values())
                        .map(field -> Element.of(Search.NS, field.key(), entry.value(field)))
                        .toList());
    }

    private static Element formResult(Register.Found found) {
        Element form = Form.of("result", Search.NS).toElement();
        if (found.more()) {
            form = form.with(
                    Element.of(SubmittedForm.NS, "instructions", "There are more; say more of the name to find them."));
        }
        form = form.with(reported())
                .withAll(found.entries().stream().map(Searching::formItem).toList());
        return Element.of(Search.NS, "query").with(form);
    }

    private static Element reported() {
        return Element.of(SubmittedForm.NS, "reported")
                .with(column("jid", "Address", "jid-single"))
                .withAll(Stream.of(Field.values())
                        .map(field -> column(field.key(), field.label(), "text-single"))
                        .toList());
    }

    private static Element column(String name, String label, String type) {
        return Element.of(SubmittedForm.NS, "field")
                .with("var", name)
                .with("label", label)
                .with("type", type);
    }

    private static Element formItem(Entry entry) {
        return Element.of(SubmittedForm.NS, "item")
                .with(cell("jid", entry.jid().toString()))
                .withAll(Stream.of(Field.values())
                        .map(field -> cell(field.key(), entry.value(field)))
                        .toList());
    }

    private static Element cell(String name, String value) {
        return Element.of(SubmittedForm.NS, "field")
                .with("var", name)
                .with(Element.of(SubmittedForm.NS, "value", value));
    }
}
