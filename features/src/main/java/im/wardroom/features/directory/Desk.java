// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.directory;

import im.wardroom.server.extension.Entity;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/// The address that is asked for people (XEP-0055 §2.1, §3). It answers the people of one domain, and finds these only.
final class Desk implements Entity {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String PING = "urn:xmpp:ping";
    private static final List<String> FEATURES = List.of(INFO, ITEMS, Search.NS, SubmittedForm.NS, PING);
    private static final String INSTRUCTIONS = "Fill in a part of a name, or of several.";

    private final Domain people;
    private final String name;
    private final Register register;
    private final int maxResults;
    private final Executor blocking;

    /// @param people whom it finds, and answers
    /// @param blocking runs what may block
    Desk(Domain people, String name, Register register, int maxResults, Executor blocking) {
        this.people = people;
        this.name = name;
        this.register = register;
        this.maxResults = maxResults;
        this.blocking = blocking;
    }

    @Override
    public void receive(Stanza stanza, EntityContext out) {
        if (stanza instanceof Presence || stanza instanceof Iq answer && !answer.isRequest()) {
            return;
        }
        if (!(stanza instanceof Iq request)
                || Objects.requireNonNull(request.to()).resource() != null) {
            throw refused(Condition.SERVICE_UNAVAILABLE);
        }
        Element payload = request.payload();
        boolean asks = request.type() == Iq.Type.GET;
        if (payload.is(Search.NS, "query")) {
            search(request, payload, out);
        } else if (asks && payload.is(INFO, "query")) {
            checkNode(payload);
            out.send(request.result(info()));
        } else if (asks && payload.is(ITEMS, "query")) {
            checkNode(payload);
            out.send(request.result(Element.of(ITEMS, "query")));
        } else if (asks && payload.is(PING, "ping")) {
            out.send(request.result(null));
        } else {
            throw refused(Condition.SERVICE_UNAVAILABLE);
        }
    }

    private static StanzaException refused(Condition condition) {
        return new StanzaException(StanzaError.of(condition));
    }

    private static void checkNode(Element query) {
        if (query.attribute("node") != null) {
            throw refused(Condition.ITEM_NOT_FOUND);
        }
    }

    private Element info() {
        return Element.of(INFO, "query")
                .with(Element.of(INFO, "identity")
                        .with("category", "directory")
                        .with("type", "user")
                        .with("name", name))
                .withAll(FEATURES.stream()
                        .map(feature -> Element.of(INFO, "feature").with("var", feature))
                        .toList());
    }

    private void search(Iq request, Element query, EntityContext out) {
        if (!Objects.requireNonNull(request.from()).domain().equals(people)) {
            throw new StanzaException(Condition.FORBIDDEN, "Only the people of " + people + " can search here.");
        }
        if (request.type() == Iq.Type.GET) {
            out.send(request.result(fields()));
            return;
        }
        Search search = Search.of(query);
        boolean form = query.has(SubmittedForm.NS, "x");
        out.await(
                request,
                CompletableFuture.supplyAsync(() -> register.search(people, search, maxResults), blocking),
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

    private Stream<Entry> shown(List<Entry> found) {
        return found.stream().limit(maxResults);
    }

    private Element result(List<Entry> found) {
        return Element.of(Search.NS, "query")
                .withAll(shown(found).map(Desk::item).toList());
    }

    private static Element item(Entry entry) {
        return Element.of(Search.NS, "item")
                .with("jid", entry.jid().toString())
                .withAll(Stream.of(Field.values())
                        .map(field -> Element.of(Search.NS, field.key(), entry.value(field)))
                        .toList());
    }

    private Element formResult(List<Entry> found) {
        Element form = Form.of("result", Search.NS).toElement();
        if (found.size() > maxResults) {
            form = form.with(
                    Element.of(SubmittedForm.NS, "instructions", "There are more; say more of the name to find them."));
        }
        form = form.with(reported()).withAll(shown(found).map(Desk::formItem).toList());
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

    @Override
    public void end(EntityContext out) {
        // There is nothing that it would have to tell anybody.
    }

    @Override
    public boolean isIdle() {
        return true;
    }
}
