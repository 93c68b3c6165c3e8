// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

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
}
