// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// A table for people: columns as wide as what is in them. What the cells hold is made printable.
final class Columns {

    private final List<List<String>> lines = new ArrayList<>();

    Columns(String... headings) {
        lines.add(List.of(headings));
    }

    void add(List<String> cells) {
        lines.add(cells.stream().map(Text::printable).toList());
    }

    void print(PrintStream out) {
        int last = lines.getFirst().size() - 1;
        int[] widths = new int[last];
        for (List<String> line : lines) {
            for (int i = 0; i < last; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < last; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            out.println(text.append(line.get(last)));
        }
    }
}
