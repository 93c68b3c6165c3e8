// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.List;

/// What came of looking into an archive.
sealed interface Answer {

    /// One archived message.
    record Hit(long number, Instant at, Element message) {
        static Hit of(MessageLog.Entry entry) {
            return new Hit(entry.seq(), entry.at(), Element.read(entry.stanza(), Namespaces.CLIENT));
        }
    }

    /// A page, in order.
    ///
    /// @param complete the page is not cut
    record Page(List<Hit> hits, boolean complete) implements Answer {
        public Page {
            hits = List.copyOf(hits);
        }
    }

    record Count(long total) implements Answer {}

    /// An id of the query is none of this archive's.
    record NoSuchMessage() implements Answer {}

    /// The log could not be read.
    record Failure() implements Answer {}
}
