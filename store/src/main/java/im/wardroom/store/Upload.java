// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file that somebody uploaded, or was given room for (XEP-0363); its bytes are elsewhere.
///
/// @param id not to be guessed
/// @param owner null if the account is gone
/// @param size in bytes
/// @param type the media type that was announced, or what stands for any
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

    /// What it is for (XEP-0363 §5).
    public enum Purpose {
        MESSAGE,
        EPHEMERAL,
        PROFILE
    }

    public boolean isComplete() {
        return sha256 != null;
    }

    @Override
    public String toString() {
        return "Upload[" + owner + ", " + size + ", ***]";
    }
}
