// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.paging;

import im.wardroom.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/// What is said of a page beside its items (XEP-0059 §2.2).
///
/// @param first the id of its first item; null if it has none
/// @param last the id of its last item; null if it has none
/// @param count how many items the whole result has; null if nobody counted
public record PageSummary(
        @Nullable String first,
        @Nullable String last,
        @Nullable Long count) {

    public static final PageSummary EMPTY = new PageSummary(null, null, null);

    public static PageSummary of(String first, String last) {
        return new PageSummary(first, last, null);
    }

    public static PageSummary counted(long count) {
        return new PageSummary(null, null, count);
    }

    public Element toElement() {
        Element set = Element.of(PageRequest.NS, "set");
        if (first != null && last != null) {
            set = set.with(Element.of(PageRequest.NS, "first", first)).with(Element.of(PageRequest.NS, "last", last));
        }
        return count == null ? set : set.with(Element.of(PageRequest.NS, "count", Long.toString(count)));
    }
}
