// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A file as it is recognised again: by its hash, and by what it is similar to.
///
/// @param sha256 64 hexadecimal digits; empty if only the similarity is known
/// @param similarity null if the file is too short or too uniform for one
public record FilePrint(String sha256, @Nullable Similarity similarity) implements Artefact {

    private static final String HASH = "sha256:";
    private static final String SIMILARITY = "tlsh:";
    private static final int DIGITS = 64;

    public FilePrint {
        sha256 = sha256.toLowerCase(Locale.ROOT);
        if (sha256.isEmpty() ? similarity == null : !isHash(sha256)) {
            throw new IllegalArgumentException("a file is written file:sha256: and 64 hexadecimal digits");
        }
    }

    private static boolean isHash(String text) {
        return text.length() == DIGITS && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
    }

    @Override
    public String spelling() {
        return sha256.isEmpty() ? "file:" + SIMILARITY + similarity : "file:" + HASH + sha256;
    }

    static FilePrint typed(String text) {
        if (text.startsWith(SIMILARITY)) {
            return new FilePrint("", Similarity.parse(text.substring(SIMILARITY.length())));
        }
        String hash = text.startsWith(HASH) ? text.substring(HASH.length()) : text;
        return new FilePrint(hash, null);
    }
}
