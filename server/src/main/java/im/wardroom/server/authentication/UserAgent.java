// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.authentication;

import org.jspecify.annotations.Nullable;

/// What a client says of itself (XEP-0388 §2.3.1).
///
/// @param id stays the same for this client on this device; a secret of theirs
public record UserAgent(
        @Nullable String id,
        @Nullable String software,
        @Nullable String device) {

    private static final int MAX_LENGTH = 200;

    /// Of a client that says nothing.
    public static final UserAgent UNKNOWN = new UserAgent(null, null, null);

    public UserAgent {
        id = limited(id);
        software = limited(software);
        device = limited(device);
    }

    /// What it calls itself, for people.
    public @Nullable String label() {
        return software == null ? device : device == null ? software : software + " on " + device;
    }

    private static @Nullable String limited(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.substring(0, Math.min(text.length(), MAX_LENGTH));
    }
}
