// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Keys of which each is the hash of the next (XEP-0124 §15), where a client uses them. Belongs to one loop.
final class KeySequence {

    private @Nullable String last;

    /// @param first of the request that makes the session
    KeySequence(@Nullable String first) {
        last = first;
    }

    /// True if the request is by whoever made the session.
    boolean accepts(@Nullable String key, @Nullable String newKey) {
        if (last == null) {
            return true;
        }
        if (key == null || !hash(key).equals(last.toLowerCase(Locale.ROOT))) {
            return false;
        }
        last = newKey == null ? key : newKey;
        return true;
    }

    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
