// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Hooks.Keeping.Decision;
import im.wardroom.server.extension.LogContext;
import im.wardroom.server.extension.Slot;
import im.wardroom.server.extension.Slots;
import im.wardroom.server.extension.Specification;
import im.wardroom.store.MessageLog;
import im.wardroom.store.MessageLog.Query;
import im.wardroom.xmpp.paging.PageRequest;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Message Archive Management (XEP-0313): the owner reads what was said, page by page (XEP-0059). What is archived at
/// all is decided elsewhere.
public final class MessageArchive implements Feature {

    static final String NS = "urn:xmpp:mam:2";

    /// Messages of one page, however many are asked for.
    static final int MAX_PAGE = 250;

    /// Queries of one device that wait for their pages.
    static final int MAX_UNDER_WAY = 16;

    private static final Slot<Integer> UNDER_WAY = Slot.of("archive queries", 0);

    @Override
    public List<Specification> specifications() {
        return List.of(
                Specification.xep(59, "1.0").partial("no places by index"),
                Specification.xep(297, "1.0"),
                Specification.xep(313, "1.1.3"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.account(NS, "query", own(MessageArchive::query))
                .account(NS, "metadata", own(MessageArchive::metadata))
                .keep(MessageArchive::decide)
                .log(NS, "query", MessageArchive::query)
                .log(NS, "metadata", MessageArchive::metadata)
                .accountFeature(NS, NS + "#extended", NS + "#groupchat-field", PageRequest.NS);
    }

    /// What an archive gave out is nothing to be archived.
    private static Decision decide(Message message) {
        return message.element().has(NS, "result") ? Decision.DO_NOT_KEEP : Decision.NO_OPINION;
    }

    private static Hooks.AccountRequest own(Hooks.LogRequest handler) {
        return (account, request) -> {
            Access.check(account);
            handler.handle(account, request);
        };
    }

    private static void query(LogContext context, Element request) {
        if (context.request().type() == Iq.Type.GET) {
            context.reply(Element.of(NS, "query").with(QueryForm.toElement()));
            return;
        }
        ArchiveQuery query = ArchiveQuery.of(request);
        Lookup lookup = lookup(context, query);
        Slots asker = context.asker();
        begin(asker);
        context.readLog(lookup, answer -> {
            end(asker);
            answer(context, query, answer);
        });
    }

    private static void begin(@Nullable Slots asker) {
        if (asker != null) {
            int underWay = asker.get(UNDER_WAY);
            if (underWay >= MAX_UNDER_WAY) {
                throw new StanzaException(Condition.RESOURCE_CONSTRAINT, "Wait for the answers to earlier queries.");
            }
            asker.set(UNDER_WAY, underWay + 1);
        }
    }

    private static void end(@Nullable Slots asker) {
        if (asker != null) {
            asker.set(UNDER_WAY, asker.get(UNDER_WAY) - 1);
        }
    }

    private static Lookup lookup(LogContext context, ArchiveQuery query) {
        Query bounds = new Query(query.with(), query.start(), query.end(), 0, Long.MAX_VALUE);
        List<Long> positions = new ArrayList<>();
        for (String id : present(query.afterId(), query.page().after())) {
            long number = number(context, id);
            positions.add(number);
            bounds = bounds.after(number);
        }
        for (String id : present(query.beforeId(), query.page().before())) {
            long number = number(context, id);
            positions.add(number);
            bounds = bounds.before(number);
        }
        SortedSet<Long> wanted = new TreeSet<>();
        query.ids().forEach(id -> wanted.add(number(context, id)));
        return new Lookup(
                context.owner(),
                bounds,
                positions,
                wanted,
                query.page().latest(),
                query.page().sizeWithin(MAX_PAGE));
    }

    private static List<String> present(@Nullable String... ids) {
        return Stream.of(ids)
                .<String>mapMulti((id, out) -> {
                    if (id != null) {
                        out.accept(id);
                    }
                })
                .toList();
    }

    private static long number(LogContext context, String id) {
        return context.archiveNumber(id)
                .orElseThrow(() -> new StanzaException(StanzaError.of(Condition.ITEM_NOT_FOUND)));
    }

    private static void answer(LogContext context, ArchiveQuery query, Answer answer) {
        switch (answer) {
            case Answer.Page page -> Results.send(context, query, page);
            case Answer.Count(long total) -> Results.count(context, total);
            case Answer.NoSuchMessage _ -> context.fail(StanzaError.of(Condition.ITEM_NOT_FOUND));
            case Answer.Failure _ -> context.fail(StanzaError.of(Condition.RESOURCE_CONSTRAINT));
        }
    }

    private static void metadata(LogContext context, Element request) {
        if (context.request().type() != Iq.Type.GET) {
            throw new StanzaException(StanzaError.of(Condition.BAD_REQUEST));
        }
        context.readLog(log -> ends(log, context), ends -> context.reply(Results.metadata(context, ends)));
    }

    private static List<MessageLog.Entry> ends(MessageLog log, LogContext context) {
        return Stream.of(false, true)
                .flatMap(latest -> log.search(context.owner(), Query.ALL, latest, 1).entries().stream())
                .toList();
    }
}
