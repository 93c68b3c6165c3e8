// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import im.wardroom.guard.Mode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// What files may be. What is inside of an archive is judged by the same.
///
/// @param allowed all other classes are refused
/// @param encrypted what becomes of archives and documents with a password
/// @param unreadable what becomes of archives of a format that is not known here, and of damaged ones
/// @param opaque what becomes of files that are encrypted end to end, so that nobody can say what they are
public record FileRules(
        Mode mode, Set<FileClass> allowed, Choice encrypted, Choice unreadable, Choice opaque, Limits limits) {

    /// What is done with what cannot be looked into.
    public enum Choice {
        PASS,
        REFUSE
    }

    /// What unpacking may cost.
    ///
    /// @param depth archives within archives
    /// @param entries of all archives in a file together
    /// @param unpacked bytes of all of them together
    /// @param ratio how many times its own size a file may unpack to, once that is more than a few MiB
    /// @param time for all of it
    public record Limits(int depth, int entries, long unpacked, int ratio, Duration time) {

        public static final Limits DEFAULT = new Limits(5, 10_000, 1L << 30, 200, Duration.ofSeconds(30));
    }

    private static final Set<FileClass> HARMLESS = harmless();

    public static final FileRules DEFAULT =
            new FileRules(Mode.ENFORCE, HARMLESS, Choice.REFUSE, Choice.REFUSE, Choice.PASS, Limits.DEFAULT);

    public FileRules {
        allowed = Set.copyOf(allowed);
    }

    private static Set<FileClass> harmless() {
        Set<FileClass> harmless = EnumSet.allOf(FileClass.class);
        harmless.removeIf(FileClass::isActive);
        return harmless;
    }

    public FileRules with(Mode changed) {
        return new FileRules(changed, allowed, encrypted, unreadable, opaque, limits);
    }

    public FileRules with(Limits changed) {
        return new FileRules(mode, allowed, encrypted, unreadable, opaque, changed);
    }

    public FileRules allowing(FileClass... more) {
        Set<FileClass> all = EnumSet.copyOf(allowed);
        all.addAll(Set.of(more));
        return new FileRules(mode, all, encrypted, unreadable, opaque, limits);
    }

    public FileRules cannotLookInto(Choice choice) {
        return new FileRules(mode, allowed, choice, choice, choice, limits);
    }
}
