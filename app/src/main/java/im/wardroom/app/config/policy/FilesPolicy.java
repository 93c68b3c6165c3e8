// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Between;
import im.wardroom.app.config.ByteSize;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.Mode;
import im.wardroom.guard.embedded.EmbeddedRules;
import im.wardroom.guard.file.FileClass;
import im.wardroom.guard.file.FileRules;
import im.wardroom.guard.file.FileRules.Choice;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Files, whichever way they come.
public record FilesPolicy(
        @Doc("Whether files are inspected, and whether what is found stops them.") @Default("enforce")
        Mode mode,

        @Doc("What files may be, by their content and by their names; the same holds for files in archives.")
        @Default("image, sound, film, text, document, page, archive, encrypted, data")
        List<FileClass> allowed,

        @Doc("What becomes of archives and documents with a password, which nobody can look into.") @Default("refuse")
        Choice withPassword,

        @Doc("What becomes of archives that are damaged, or of a kind that the server cannot unpack, such as RAR.")
        @Default("refuse")
        Choice unreadable,

        @Doc("What becomes of files that are encrypted end to end, as pictures in encrypted conversations are.")
        @Default("pass")
        Choice endToEnd,

        @Doc("How deep archives may lie within archives.") @Default("5") @Between(min = "1", max = "20")
        int depth,

        @Doc("How many files may be in an archive, and in all that are in it.")
        @Default("10000")
        @Between(min = "1", max = "1000000")
        int entries,

        @Doc("How much all files of an archive may be when they are unpacked.")
        @Default("1GiB")
        @Between(min = "1MiB", max = "1024GiB")
        ByteSize unpacked,

        @Doc("How many times its own size an archive may unpack to, if that is more than 16 MiB.")
        @Default("200")
        @Between(min = "2", max = "100000")
        int ratio,

        @Doc("How long the unpacking of one file may take.") @Default("30s") @Between(min = "1s", max = "10m")
        Duration unpackingTime,

        @Doc("Files that come within stanzas: pictures of people, small pictures in messages, files in pieces.")
        @Default("enforce")
        Mode withinStanzas,

        @Doc("How large a file may be that comes in pieces within stanzas, if that is allowed at all.")
        @Default("8MiB")
        @Between(min = "1KiB", max = "64MiB")
        ByteSize inPieces) {

    public FileRules rules() {
        Set<FileClass> classes = EnumSet.noneOf(FileClass.class);
        classes.addAll(allowed);
        return new FileRules(
                mode,
                classes,
                withPassword,
                unreadable,
                endToEnd,
                new FileRules.Limits(depth, entries, unpacked.bytes(), ratio, unpackingTime));
    }

    public EmbeddedRules embedded() {
        EmbeddedRules base = EmbeddedRules.DEFAULT;
        return new EmbeddedRules(
                withinStanzas, inPieces.toInt(), base.streams(), base.held(), base.idle(), base.patience());
    }
}
