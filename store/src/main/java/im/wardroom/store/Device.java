// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A device that an account signs in from.
///
/// @param id the user agent's id (XEP-0388 §2.3), or null of a client that gives none
public record Device(
        @Nullable String id,
        @Nullable String software,
        @Nullable String name,
        Instant lastSeen) {}
