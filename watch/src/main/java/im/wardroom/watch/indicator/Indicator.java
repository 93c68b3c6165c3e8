// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.indicator;

import java.util.Locale;

/// One mark of something harmful.
///
/// @param value in small letters, as a line has it
/// @param what it is a mark of
/// @param source where that was published
public record Indicator(Kind kind, String value, String what, String source, String date) {

    /// What the value is.
    public enum Kind {
        /// The name of a file.
        FILE,
        /// The name of a file that others have as well: counts only beside another mark of the same.
        WEAK,
        /// The end of a path.
        PATH,
        MD5,
        SHA1,
        SHA256,
        /// Words in a file.
        TEXT,
        /// The end of a key of the registry.
        KEY,
        /// A value of the registry: `end of the key|name=part of the data`.
        VALUE;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isHash() {
            return this == MD5 || this == SHA1 || this == SHA256;
        }
    }
}
