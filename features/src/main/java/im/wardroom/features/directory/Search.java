// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.directory;

import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who is searched for: parts of names, whatever their case. All of them must fit. There are no wildcards: a star at
/// either end means what is meant anyway, and anywhere else it is a star.
///
/// @param parts in lower case
record Search(Map<Field, String> parts) {

    static final String NS = "jabber:iq:search";

    /// With less than this, one could as well read the whole directory.
    private static final int MIN = 2;

    Search {
        parts = Map.copyOf(parts);
    }

    /// @throws StanzaException if it would find everybody
    static Search of(Element query) {
        Element form = query.child(SubmittedForm.NS, "x");
        return form == null
                ? of(field -> {
                    Element element = query.child(NS, field.key());
                    return element == null ? null : element.text();
                })
                : of(SubmittedForm.of(form));
    }

    private static Search of(SubmittedForm form) {
        if (!form.type().equals(NS) && !form.type().isEmpty()) {
            throw new StanzaException(Condition.BAD_REQUEST, "That is another form.");
        }
        return of(field -> form.one(field.key()).orElse(null));
    }

    private static Search of(Function<Field, @Nullable String> values) {
        Map<Field, String> parts = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            String value = values.apply(field);
            String part = value == null ? "" : withoutStars(value.strip()).toLowerCase(Locale.ROOT);
            if (!part.isEmpty()) {
                parts.put(field, part);
            }
        }
        if (parts.values().stream().noneMatch(Search::saysEnough)) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "Give two letters of a name at least.");
        }
        return new Search(parts);
    }

    private static String withoutStars(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && text.charAt(begin) == '*') {
            begin++;
        }
        while (end > begin && text.charAt(end - 1) == '*') {
            end--;
        }
        return text.substring(begin, end).strip();
    }

    /// Many a family name is one character in Chinese.
    private static boolean saysEnough(String part) {
        return part.codePointCount(0, part.length()) >= MIN || Character.isIdeographic(part.codePointAt(0));
    }

    boolean fits(Entry entry) {
        return parts.entrySet().stream().allMatch(part -> fits(entry, part.getKey(), part.getValue()));
    }

    /// Who has a nickname is found by the name of the account, too.
    private static boolean fits(Entry entry, Field field, String part) {
        return entry.value(field).toLowerCase(Locale.ROOT).contains(part)
                || field == Field.NICK && String.valueOf(entry.jid().local()).contains(part);
    }
}
