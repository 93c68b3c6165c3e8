// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.growth;

import java.util.List;

/// One thing that grows, in steps of which the first is nothing.
///
/// @param isArchived whether the server archives meanwhile
record Series(String name, Kind kind, List<Long> sizes, boolean isArchived) {

    enum Kind {
        /// Others are signed in and silent.
        SESSIONS,
        /// Everybody who talks has that many contacts.
        CONTACTS,
        /// The archives of those who talk hold that many messages together.
        MESSAGES
    }

    Series {
        sizes = List.copyOf(sizes);
    }

    static List<Series> all(long sessions, long contacts, long messages) {
        return List.of(
                new Series("idle sessions", Kind.SESSIONS, List.of(0L, sessions / 4, sessions), false),
                new Series("contacts in each roster", Kind.CONTACTS, List.of(0L, contacts / 10, contacts), false),
                new Series("stored messages", Kind.MESSAGES, List.of(0L, messages / 10, messages), true));
    }
}
