// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.paging.PageRequest;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.time.Timestamps;
import im.wardroom.xmpp.xml.Element;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a client asks an archive for (XEP-0313 §4), understood and checked; whether the ids in it exist is another
/// question.
///
/// @param queryId by which the client recognises the results
/// @param ids of the messages that are wanted; empty if it is not by their ids
/// @param flipped the page is sent from its end
record ArchiveQuery(
        @Nullable String queryId,
        @Nullable Jid with,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable String afterId,
        @Nullable String beforeId,
        List<String> ids,
        PageRequest page,
        boolean flipped) {

    static final int MAX_IDS = 250;
    private static final int MAX_QUERY_ID = 1_000;
    private static final SubmittedForm NO_FORM = new SubmittedForm(MessageArchive.NS, Map.of());
    private static final Set<String> BOOLEANS = Set.of("true", "false", "1", "0");

    /// @throws StanzaException what is wrong with the query
    static ArchiveQuery of(Element query) {
        String queryId = query.attribute("queryid");
        if (queryId != null && queryId.length() > MAX_QUERY_ID) {
            throw bad("The query's id is too long.");
        }
        if (query.attribute("node") != null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "There is no such node.");
        }
        SubmittedForm form = form(query);
        return new ArchiveQuery(
                queryId,
                form.one(QueryForm.WITH).map(ArchiveQuery::jid).orElse(null),
                time(form, QueryForm.START).map(Timestamps::roundedUp).orElse(null),
                time(form, QueryForm.END).orElse(null),
                form.one(QueryForm.AFTER_ID).orElse(null),
                form.one(QueryForm.BEFORE_ID).orElse(null),
                ids(form),
                PageRequest.of(query.child(PageRequest.NS, "set")),
                query.has(MessageArchive.NS, "flip-page"));
    }

    private static SubmittedForm form(Element query) {
        SubmittedForm form =
                query.find(SubmittedForm.NS, "x").map(SubmittedForm::of).orElse(NO_FORM);
        if (!form.type().equals(MessageArchive.NS)) {
            throw bad("The form is none of this archive's.");
        }
        if (!QueryForm.FIELDS.containsAll(form.names())) {
            throw new StanzaException(Condition.FEATURE_NOT_IMPLEMENTED, "The form has an unknown field.");
        }
        // XEP-0313 §4.1.4: there are no messages of rooms in an account's archive, wanted or not.
        if (!form.one(QueryForm.INCLUDE_GROUPCHAT).map(BOOLEANS::contains).orElse(true)) {
            throw bad("The field 'include-groupchat' is true or false.");
        }
        return form;
    }

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw bad("The field 'with' is no valid address.");
        }
    }

    private static Optional<Instant> time(SubmittedForm form, String field) {
        try {
            return form.one(field).map(Timestamps::parse);
        } catch (DateTimeException e) {
            throw bad("The field '" + field + "' is no time such as 2010-06-07T00:00:00Z.");
        }
    }

    private static List<String> ids(SubmittedForm form) {
        List<String> ids =
                form.all(QueryForm.IDS).stream().distinct().limit(MAX_IDS + 1).toList();
        if (ids.size() > MAX_IDS) {
            throw new StanzaException(
                    Condition.POLICY_VIOLATION, "Ask for " + MAX_IDS + " messages at most by their ids.");
        }
        return ids;
    }

    private static StanzaException bad(String text) {
        return new StanzaException(Condition.BAD_REQUEST, text);
    }
}
