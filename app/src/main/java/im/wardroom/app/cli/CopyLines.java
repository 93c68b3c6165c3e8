// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.store.sql.CopyProgress;
import java.util.HashSet;
import java.util.Set;

/// Shows how far a copy is: a bar on a terminal, a line for each tenth elsewhere. Belongs to one thread.
final class CopyLines implements CopyProgress {

    private static final int WHOLE = 1000;

    private final Terminal terminal;
    private final Set<String> verified = new HashSet<>();
    private int shown = -1;

    CopyLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void copied(String table, long rows, long total) {
        int thousandths = (int) (rows * WHOLE / Math.max(1, total));
        int step = terminal.isInteractive() ? 1 : WHOLE / 10;
        if (thousandths / step > shown) {
            shown = thousandths / step;
            if (terminal.isInteractive()) {
                terminal.progress(thousandths);
            } else {
                terminal.complain(thousandths / 10 + " % copied, in table " + table);
            }
        }
    }

    @Override
    public void verified(String table, long rows) {
        if (verified.add(table)) {
            terminal.complain("comparing " + table);
        }
    }
}
