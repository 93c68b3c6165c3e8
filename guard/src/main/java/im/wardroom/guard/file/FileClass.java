// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import java.util.Locale;

/// What a file is, as far as a policy cares.
public enum FileClass {
    IMAGE,
    SOUND,
    FILM,
    TEXT,
    DOCUMENT,
    /// A document that does something by itself: macros, packaged objects, templates from elsewhere.
    ACTIVE_DOCUMENT,
    PAGE,
    /// A page with scripts, or one that leads on by itself.
    ACTIVE_PAGE,
    ARCHIVE,
    /// Encrypted, or as if it were: nobody but the recipient can look into it.
    ENCRYPTED,
    /// Anything else that is no program.
    DATA,
    EXECUTABLE,
    SCRIPT,
    /// A link to something that is started by opening it.
    SHORTCUT,
    /// A disk in a file; what is in it loses the mark of having been downloaded.
    DISK_IMAGE;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether opening it can run something.
    public boolean isActive() {
        return switch (this) {
            case ACTIVE_DOCUMENT, ACTIVE_PAGE, EXECUTABLE, SCRIPT, SHORTCUT, DISK_IMAGE -> true;
            case IMAGE, SOUND, FILM, TEXT, DOCUMENT, PAGE, ARCHIVE, ENCRYPTED, DATA -> false;
        };
    }

    private boolean isMedia() {
        return this == IMAGE || this == SOUND || this == FILM;
    }

    /// Whether a file that claims to be this may well be that.
    boolean covers(FileClass content) {
        if (this == content || content == DATA || content == ENCRYPTED || this == DATA) {
            return true;
        }
        return switch (content) {
            // A film is often called a picture that moves, and a sound a film.
            case IMAGE, SOUND, FILM -> isMedia();
            case TEXT -> this == DOCUMENT || this == PAGE || this == ENCRYPTED || isActive();
            // Programs export tables as pages and call them by the name of their own format.
            case PAGE -> this == TEXT || this == DOCUMENT || this == ACTIVE_PAGE;
            case ARCHIVE -> this == DOCUMENT || isActive();
            case DOCUMENT -> this == ARCHIVE || this == ACTIVE_DOCUMENT;
            case ACTIVE_DOCUMENT -> this == DOCUMENT;
            case ACTIVE_PAGE -> this == PAGE;
            case EXECUTABLE, SCRIPT, SHORTCUT, DISK_IMAGE -> isActive();
            case ENCRYPTED, DATA -> true;
        };
    }
}
