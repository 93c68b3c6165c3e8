// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import im.wardroom.guard.Finding;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Judges a file by what it is, and by what it says it is, with all that is in it, to the bottom. Asks no scanner.
/// Thread-safe; may block.
public final class FileInspector {

    private final Supplier<FileRules> rules;
    private final Known known;
    private final Path folder;

    /// @param folder for what is unpacked, while it is looked at
    public FileInspector(Supplier<FileRules> rules, Known known, Path folder) {
        this.rules = rules;
        this.known = known;
        this.folder = folder;
    }

    /// @param name as it was declared, or empty
    /// @param type the media type that was declared, or empty
    /// @param sha256 of the content, in lower hexadecimal digits
    /// @throws IOException if the file cannot be read
    public Outcome inspect(Content content, String name, String type, String sha256) throws IOException {
        FileRules current = rules.get();
        if (current.mode() == Mode.OFF && known.mode() == Mode.OFF) {
            return Outcome.CLEAN;
        }
        Examination examination = new Examination(current, known, folder, content.size());
        examination.look(
                new Examination.Subject(content, new FileName(name), type, sha256), Examination.Within.NOTHING);
        return examination.outcome();
    }

    /// What a file is by its content, for who does not judge it.
    ///
    /// @throws IOException if the file cannot be read
    public static FileClass classOf(Content content, String name) throws IOException {
        Recognised found = Recogniser.recognise(content, new FileName(name).claims());
        if (found.unpacking() != Unpacking.ZIP) {
            return found.type();
        }
        try {
            Budget budget = new Budget(FileRules.Limits.DEFAULT, content.size());
            return Package.of(new ZipReader(content, budget)
                    .entries().stream().map(ZipReader.Entry::name).toList());
        } catch (ArchiveTrouble e) {
            return FileClass.ARCHIVE;
        }
    }

    /// For what could not be read although it should be there.
    static Finding unread() {
        return Finding.of(Reason.FILE_NOT_SCANNED, "The file could not be checked.");
    }
}
