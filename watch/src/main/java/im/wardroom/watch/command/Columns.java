// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import java.util.ArrayList;
import java.util.List;

/// A table for people: columns as wide as what is in them, the last one as long as it likes. What the cells hold is
/// made printable.
final class Columns {

    private final List<List<String>> rows = new ArrayList<>();

    Columns(String... headings) {
        rows.add(List.of(headings));
    }

    void add(List<String> cells) {
        rows.add(cells.stream().map(Text::printable).toList());
    }

    List<String> lines() {
        int[] widths = new int[rows.getFirst().size() - 1];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            text.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return text.append(row.getLast()).toString();
    }
}
