// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.Lookout;
import im.wardroom.watch.capture.Capture;
import im.wardroom.watch.capture.CaptureFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Lets a lookout see a capture, and tells the terminal how far it is and what is wrong with the file.
record CaptureReader(Terminal terminal, Lookout lookout) {

    static final String STANDARD_INPUT = "-";

    InputStream open(String file) throws IOException {
        return file.equals(STANDARD_INPUT) ? terminal.in() : Files.newInputStream(Path.of(file));
    }

    /// @param content of the file; it is closed
    /// @param eachTurn is run now and then while it is read
    /// @return whether it was whole; what could be read of a damaged one was looked at
    boolean read(String file, InputStream content, Runnable eachTurn) throws IOException {
        ProgressBar bar = new ProgressBar(terminal.err(), terminal.interactive(), file, length(file));
        try (content;
                Capture capture = CaptureFile.open(content)) {
            lookout.watch(capture, position -> {
                bar.accept(position);
                eachTurn.run();
            });
            capture.damage()
                    .ifPresent(
                            damage -> terminal.complain(file + " is " + damage + "; what could be read was looked at"));
            return capture.damage().isEmpty();
        } finally {
            bar.end();
        }
    }

    private static long length(String file) throws IOException {
        return file.equals(STANDARD_INPUT) ? 0 : Files.size(Path.of(file));
    }
}
