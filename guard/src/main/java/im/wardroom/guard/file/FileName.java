// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import java.util.Locale;
import java.util.Optional;

/// The name of a file, or the path of one inside of an archive, as somebody wrote it: what it claims, and whether it is
/// made to mislead who reads it.
record FileName(String given) {

    /// So many spaces before an ending push it out of sight.
    private static final int HIDING_SPACES = 5;

    private static final int MAX_ENDING = 24;
    private static final int MAX_SHOWN = 80;

    /// What a name does that no honest one needs.
    enum Trick {
        /// Letters are shown in another order than they stand in.
        DIRECTION,
        /// Characters that are not shown.
        CONTROL,
        /// An ending far away from what looks like the whole name.
        HIDDEN_ENDING,
        /// An ending that runs something, behind one that does not.
        DOUBLE_ENDING,
        /// A path that leads out of the folder that an archive is unpacked to.
        PATH;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Without folders, and without what a file system drops at the end.
    private String base() {
        int slash = Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\'));
        String base = given.substring(slash + 1);
        int end = base.length();
        while (end > 0 && (base.charAt(end - 1) == '.' || isSpace(base.charAt(end - 1)))) {
            end--;
        }
        return base.substring(0, end);
    }

    /// As it may be shown to somebody: without folders, in one line and not long.
    String shown() {
        String base = base().replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "");
        return base.length() > MAX_SHOWN ? base.substring(0, MAX_SHOWN) + '…' : base;
    }

    /// In lower case, without the dot; empty if there is none.
    String ending() {
        return ending(base());
    }

    private static String ending(String base) {
        int dot = base.lastIndexOf('.');
        String ending = base.substring(dot + 1);
        // A stream of its own that hangs on a file of Windows: name.exe::$DATA.
        int colon = ending.indexOf(':');
        ending = (colon < 0 ? ending : ending.substring(0, colon)).toLowerCase(Locale.ROOT);
        return dot < 0 || ending.length() > MAX_ENDING ? "" : ending.strip();
    }

    /// What it claims to be; empty if its ending says nothing.
    Optional<FileClass> claims() {
        return Endings.of(ending());
    }

    /// Notes of the finder about a file of that name, in archives that Macs make.
    boolean isAppleDouble() {
        return base().startsWith("._");
    }

    Optional<Trick> trick() {
        if (leadsOut()) {
            return Optional.of(Trick.PATH);
        }
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069') {
                return Optional.of(Trick.DIRECTION);
            }
            // Those from U+0080 on are letters of an old code page, in archives of Windows.
            if (c < ' ' || c == 0x7F) {
                return Optional.of(Trick.CONTROL);
            }
        }
        String base = base();
        if (hidesEnding(base)) {
            return Optional.of(Trick.HIDDEN_ENDING);
        }
        return isDouble(base) ? Optional.of(Trick.DOUBLE_ENDING) : Optional.empty();
    }

    private boolean leadsOut() {
        if (given.startsWith("/") || given.startsWith("\\") || given.matches("^[A-Za-z]:[/\\\\].*")) {
            return true;
        }
        for (String part : given.split("[/\\\\]", -1)) {
            if (part.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static boolean hidesEnding(String base) {
        int dot = base.lastIndexOf('.');
        int spaces = 0;
        for (int i = dot - 1; i >= 0 && isSpace(base.charAt(i)); i--) {
            spaces++;
        }
        return spaces >= HIDING_SPACES;
    }

    /// Also what is no space to Java but looks like one.
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '\u2800'
                || c == '\u3164'
                || c == '\u115F'
                || c == '\u200B'
                || c == '\u2060'
                || c == '\uFEFF';
    }

    private boolean isDouble(String base) {
        if (claims().filter(FileClass::isActive).isEmpty()) {
            return false;
        }
        String shown = base.substring(0, base.lastIndexOf('.')).stripTrailing();
        String before = ending(shown);
        // A version is no ending: setup-1.7z.exe exists, but report.pdf.exe is no report.
        return Endings.of(before)
                .filter(claim -> !claim.isActive() && claim != FileClass.ARCHIVE)
                .isPresent();
    }
}
