// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.paging;

import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which page of a long result is asked for (XEP-0059 §2). Where both `after` and `before` are given, what the
/// specification leaves open, both bound the page.
///
/// @param max of items; null if the asker has no opinion
/// @param after the item before the page
/// @param before the item behind the page
/// @param latest the page is taken from the end
public record PageRequest(
        @Nullable Integer max,
        @Nullable String after,
        @Nullable String before,
        boolean latest) {

    public static final String NS = "http://jabber.org/protocol/rsm";

    /// The first page, of any length.
    public static final PageRequest FIRST = new PageRequest(null, null, null, false);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,200}");
    private static final int DIGITS = 9;

    /// @param set the request's `<set/>`, or null if it has none
    /// @throws StanzaException `bad-request` if it cannot be understood, `feature-not-implemented` if it asks for a
    ///     place by its index
    public static PageRequest of(@Nullable Element set) {
        if (set == null) {
            return FIRST;
        }
        if (set.has(NS, "index")) {
            throw new StanzaException(StanzaError.of(Condition.FEATURE_NOT_IMPLEMENTED));
        }
        Element before = set.child(NS, "before");
        return new PageRequest(max(set.child(NS, "max")), text(set.child(NS, "after")), text(before), before != null);
    }

    /// However large the number is, it is one.
    private static @Nullable Integer max(@Nullable Element max) {
        if (max == null) {
            return null;
        }
        String text = max.text().strip();
        if (!NUMBER.matcher(text).matches()) {
            throw new StanzaException(Condition.BAD_REQUEST, "The size of a page is a number.");
        }
        String digits = text.replaceFirst("^0+(?=.)", "");
        return digits.length() > DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static @Nullable String text(@Nullable Element element) {
        String text = element == null ? "" : element.text().strip();
        return text.isEmpty() ? null : text;
    }

    /// How many items to give where no page may have more than the bound.
    public int sizeWithin(int bound) {
        return max == null ? bound : Math.min(max, bound);
    }
}
