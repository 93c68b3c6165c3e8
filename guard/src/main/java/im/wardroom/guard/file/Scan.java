// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

/// Asks programs that know malware. Thread-safe.
@FunctionalInterface
public interface Scan {

    /// There is nobody to ask.
    Scan NONE = (content, sha256) -> Outcome.CLEAN;

    /// May block.
    ///
    /// @param sha256 of the content, in lower hexadecimal digits
    Outcome scan(Content content, String sha256);
}
