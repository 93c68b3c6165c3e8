// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.disk;

import java.util.ArrayList;
import java.util.List;

/// A line of a [ListFile].
public final class ListLine {

    private final String file;
    private final int number;
    private final List<String> fields;
    private final String source;
    private final String date;

    private ListLine(String file, int number, List<String> fields, String source, String date) {
        this.file = file;
        this.number = number;
        this.fields = fields;
        this.source = source;
        this.date = date;
    }

    static ListLine before(String file) {
        return new ListLine(file, 0, List.of(), "", "");
    }

    ListLine next(String text) {
        if (text.isBlank() || text.startsWith("#")) {
            return new ListLine(file, number + 1, List.of(), source, date);
        }
        List<String> found = fields(text.strip());
        if (found.size() == 2 && found.getFirst().equals("@source")) {
            return new ListLine(file, number + 1, List.of(), found.getLast(), date);
        }
        if (found.size() == 2 && found.getFirst().equals("@date")) {
            return new ListLine(file, number + 1, List.of(), source, found.getLast());
        }
        return new ListLine(file, number + 1, found, source, date);
    }

    private static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        for (int tab = text.indexOf('\t'); tab >= 0; tab = text.indexOf('\t', start)) {
            if (tab > start) {
                fields.add(text.substring(start, tab));
            }
            start = tab + 1;
        }
        fields.add(text.substring(start));
        return fields;
    }

    boolean isEntry() {
        return !fields.isEmpty();
    }

    public int count() {
        return fields.size();
    }

    public String field(int index) {
        return fields.get(index);
    }

    public String field(int index, String otherwise) {
        return index < fields.size() ? fields.get(index) : otherwise;
    }

    /// Where it comes from: the field, or what was said for the lines from here on.
    public String source(int index) {
        return field(index, source);
    }

    /// Since when it is known, in the same way.
    public String date(int index) {
        return field(index, date);
    }

    /// @param expected what should have stood there
    public IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("%s, line %d: expected %s".formatted(file, number, expected));
    }
}
