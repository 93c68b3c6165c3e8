// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import im.wardroom.store.Upload;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What goes for all files.
///
/// @param slotTime in which sending a file must begin
/// @param keepFor how long files are kept, but for pictures of people; nothing is for ever
/// @param atOnce files that are taken in at the same time
public record UploadRules(Duration slotTime, Optional<Duration> keepFor, int atOnce) {

    /// One person does not take all of the room.
    private static final int SHARES = 5;

    /// XEP-0363 §8 recommends 300 s.
    public static final UploadRules DEFAULT = new UploadRules(Duration.ofMinutes(5), Optional.empty(), 200);

    int atOnceOfOne() {
        return Math.max(1, atOnce / SHARES);
    }

    boolean mayBeSent(Upload upload, Instant now) {
        return !upload.isComplete()
                && upload.owner() != null
                && now.isBefore(upload.created().plus(slotTime));
    }

    boolean mayBeRead(Upload upload, Instant now) {
        Instant expires = upload.expires();
        return upload.isComplete()
                && upload.owner() != null
                && (expires == null || now.isBefore(expires))
                && (upload.purpose() == Upload.Purpose.PROFILE || !isOld(upload.created(), now));
    }

    private boolean isOld(Instant created, Instant now) {
        Instant oldest = oldest(now);
        return oldest != null && created.isBefore(oldest);
    }

    /// When the oldest file that is no picture of a person may have been made; null if there is no such time.
    @Nullable
    Instant oldest(Instant now) {
        return keepFor.map(now::minus).orElse(null);
    }
}
