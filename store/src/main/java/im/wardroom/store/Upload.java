// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A file that somebody uploaded, or was given room for (XEP-0363); its bytes are elsewhere.
///
/// @param id not to be guessed
/// @param owner null if the account is gone
/// @param size in bytes
/// @param type the media type that was announced, or empty
/// @param expires when it goes at the latest, because its owner wants that; null if the owner says nothing
/// @param sha256 of the content, null until that is there
public record Upload(
        String id,
        @Nullable BareJid owner,
        String name,
        String type,
        long size,
        Purpose purpose,
        Instant created,
        @Nullable Instant expires,
        byte @Nullable [] sha256) {

    /// Where files are sent to, followed by the secret, a slash and the name.
    public static final String PUT_PATH = "/upload/";

    /// Where files are found, followed by the id, a slash and the name.
    public static final String GET_PATH = "/files/";

    private static final int ID_BYTES = 24;

    /// What it is for (XEP-0363 §5).
    public enum Purpose {
        MESSAGE,
        EPHEMERAL,
        PROFILE
    }

    /// The id that belongs to the secret with which the file may be sent; it does not tell the secret.
    public static String idOf(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isComplete() {
        return sha256 != null;
    }

    @Override
    public String toString() {
        return "Upload[" + owner + ", " + size + ", ***]";
    }
}
