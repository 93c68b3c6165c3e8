// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.suspicion;

import im.wardroom.watch.packet.Address;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that no person does.
///
/// @param firstMicros when it was seen to begin
/// @param lastMicros when it was seen last, so far
/// @param client who does it; null where many do
/// @param evidence what was seen, in words
public record Suspicion(
        Kind kind,
        long firstMicros,
        long lastMicros,
        @Nullable Address client,
        Address server,
        int serverPort,
        String evidence) {

    /// What it looks like.
    public enum Kind {
        /// A program reports in a messenger's session, again and again.
        BEACON,
        /// Far more goes out than comes in.
        OUTFLOW,
        /// Faster than any person.
        PACE,
        /// Connections that are begun and never completed.
        HALF_OPEN,
        /// Connections that are completed, and then nothing is said.
        SILENT,
        /// Connections that do not begin as the protocol of the port does.
        MALFORMED;

        /// `half-open`: what a machine reads in a report.
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
