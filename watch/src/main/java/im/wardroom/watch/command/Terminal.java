// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.dissect.Failures;
import java.io.InputStream;
import java.io.PrintStream;

/// What the person who calls the watch sees and types.
///
/// @param interactive somebody sits there
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive) {

    /// Says what went wrong, or what the reader should know beside the answer.
    void complain(String what) {
        err.println("wardroom: " + Text.printable(what));
    }

    /// Says that packets have found bugs, if they have.
    void complain(Failures failures) {
        failures.first()
                .ifPresent(first -> complain(failures.count()
                        + " looks failed; this is a bug, please report it with the capture: " + first));
    }
}
