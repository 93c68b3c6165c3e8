// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import java.util.List;

/// Sets fields one below the other; the last one of a line is as long as it likes.
final class Columns {

    private Columns() {}

    static List<String> set(List<String[]> lines) {
        int[] widths = new int[lines.getFirst().length];
        for (String[] line : lines) {
            for (int i = 0; i < line.length - 1; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        return lines.stream().map(line -> set(line, widths)).toList();
    }

    private static String set(String[] line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length - 1; i++) {
            text.append(line[i]).append(" ".repeat(widths[i] - line[i].length() + 2));
        }
        return text.append(line[line.length - 1]).toString();
    }
}
