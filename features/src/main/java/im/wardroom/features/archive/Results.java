// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import im.wardroom.server.extension.LogContext;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.paging.PageSummary;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.time.Delay;
import im.wardroom.xmpp.time.Timestamps;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// Writes what was found for who asked (XEP-0313 §4.2, XEP-0297 §3).
final class Results {

    private static final String FORWARD = "urn:xmpp:forward:0";

    private Results() {}

    static void send(LogContext log, ArchiveQuery query, Answer.Page page) {
        List<Answer.Hit> hits = page.hits();
        for (Answer.Hit hit : query.flipped() ? hits.reversed() : hits) {
            Element result = Element.of(MessageArchive.NS, "result")
                    .with("queryid", query.queryId())
                    .with("id", log.archiveId(hit.number()))
                    .with(forwarded(hit));
            log.send(Message.to(
                    log.owner(),
                    log.sender(),
                    Element.of(Namespaces.CLIENT, "message").with(result)));
        }
        PageSummary summary = hits.isEmpty()
                ? PageSummary.EMPTY
                : PageSummary.of(
                        log.archiveId(hits.getFirst().number()),
                        log.archiveId(hits.getLast().number()));
        log.reply(fin(page.complete(), summary));
    }

    /// XEP-0059 §2.7.
    static void count(LogContext log, long total) {
        log.reply(fin(total == 0, PageSummary.counted(total)));
    }

    private static Element forwarded(Answer.Hit hit) {
        return Element.of(FORWARD, "forwarded").with(Delay.of(null, hit.at())).with(hit.message());
    }

    /// What is in the log does not change its order, so every page is stable.
    private static Element fin(boolean complete, PageSummary summary) {
        return Element.of(MessageArchive.NS, "fin")
                .with("complete", complete ? "true" : null)
                .with("stable", "true")
                .with(summary.toElement());
    }

    /// XEP-0313 §5.
    static Element metadata(LogContext log, List<MessageLog.Entry> ends) {
        Element metadata = Element.of(MessageArchive.NS, "metadata");
        return ends.isEmpty()
                ? metadata
                : metadata.with(end(log, "start", ends.getFirst())).with(end(log, "end", ends.getLast()));
    }

    private static Element end(LogContext log, String name, MessageLog.Entry entry) {
        return Element.of(MessageArchive.NS, name)
                .with("id", log.archiveId(entry.seq()))
                .with("timestamp", Timestamps.format(entry.at()));
    }
}
