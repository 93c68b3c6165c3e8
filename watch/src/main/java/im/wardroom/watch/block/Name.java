// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a host that may stand in a rule: nothing in it means anything to a program that reads rules. Sorted
/// from the top of the tree of names, each before what is below it.
///
/// @param text in small letters, without a dot at its end
public record Name(String text) implements Comparable<Name> {

    /// Leaves room for what a zone puts around it.
    private static final int LONGEST = 200;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    /// No number: that would be an address.
    private static final Pattern TOP = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    /// The top of triggers in a zone of policies, which are no names.
    private static final String TRIGGERS = "rpz-";

    public Name {
        if (!isName(text)) {
            throw new IllegalArgumentException("\"" + text + "\" is no name of a host that can be denied:"
                    + " small letters, digits, - and _ between dots (other letters as xn--), "
                    + LONGEST + " characters at most");
        }
    }

    private static boolean isName(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        String[] labels = text.split("\\.", -1);
        String top = labels[labels.length - 1];
        return TOP.matcher(top).matches()
                && !top.startsWith(TRIGGERS)
                && Arrays.stream(labels).allMatch(label -> LABEL.matcher(label).matches());
    }

    /// A name as it comes from outside; empty if it is none that can be denied.
    public static Optional<Name> parse(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        String name = small.endsWith(".") ? small.substring(0, small.length() - 1) : small;
        return isName(name) ? Optional.of(new Name(name)) : Optional.empty();
    }

    /// The name that this one is right below; empty for a top-level domain.
    Optional<Name> parent() {
        int dot = text.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(new Name(text.substring(dot + 1)));
    }

    boolean isTop() {
        return text.indexOf('.') < 0;
    }

    @Override
    public int compareTo(Name other) {
        List<String> mine = labels();
        List<String> theirs = other.labels();
        for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
            int order = mine.get(i).compareTo(theirs.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(mine.size(), theirs.size());
    }

    private List<String> labels() {
        return Arrays.asList(text.split("\\.")).reversed();
    }

    @Override
    public String toString() {
        return text;
    }
}
