// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit;

import im.wardroom.app.PrivateFiles;
import im.wardroom.guard.audit.HeadKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The key that signs the heads of the audit log, in a file of the data folder that only its owner can read.
public final class KeyFile {

    private static final String NAME = "audit.key";

    private KeyFile() {}

    /// Made if there is none. May block.
    ///
    /// @throws IOException if it cannot be read or written, in words for the administrator
    public static HeadKey orMade(Path data) throws IOException {
        Optional<HeadKey> there = read(data);
        if (there.isPresent()) {
            return there.get();
        }
        HeadKey made = HeadKey.make();
        PrivateFiles.write(data.resolve(NAME), made.reveal());
        return made;
    }

    /// @throws IOException if it is there and cannot be read, in words for the administrator
    public static Optional<HeadKey> read(Path data) throws IOException {
        Path file = data.resolve(NAME);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(HeadKey.parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "the key of the audit log, " + file + ", is damaged (" + e.getMessage()
                            + "); restore it from a backup, or remove it: then a new one is made, and heads of the old"
                            + " one can be checked only with its public part",
                    e);
        }
    }
}
