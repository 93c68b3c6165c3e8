// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import java.io.PrintStream;
import java.util.function.LongConsumer;

/// How much of a file has been read, on one line of a terminal; nothing where nobody sits.
final class ProgressBar implements LongConsumer {

    private static final int WIDTH = 40;

    private final PrintStream err;
    private final boolean shown;
    private final String file;
    private final long length;
    private long last = -1;

    ProgressBar(PrintStream err, boolean interactive, String file, long length) {
        this.err = err;
        this.file = file;
        this.length = length;
        shown = interactive && length > 0;
    }

    @Override
    public void accept(long position) {
        // A packed file is longer inside than outside.
        long thousandths = shown ? Math.min(1000, position * 1000 / length) : last;
        if (thousandths == last) {
            return;
        }
        last = thousandths;
        int full = (int) (thousandths * WIDTH / 1000);
        err.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + thousandths / 10 + " % "
                + Text.printable(file));
        err.flush();
    }

    /// Leaves an empty line for what comes next.
    void end() {
        if (last >= 0) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
