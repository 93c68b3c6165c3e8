// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.directory;

/// What the administrator decides about the directory.
///
/// @param label the first label of its domain
/// @param maxResults of one search
public record DirectorySettings(boolean enabled, String label, Listed listed, int maxResults) {

    public static final DirectorySettings DEFAULT = new DirectorySettings(true, "directory", Listed.EVERYBODY, 50);

    /// Who is in it.
    public enum Listed {
        /// But for those who do not want to be.
        EVERYBODY,
        /// Who wants to be.
        VOLUNTEERS
    }

    public DirectorySettings with(Listed changed) {
        return new DirectorySettings(enabled, label, changed, maxResults);
    }

    public DirectorySettings withMaxResults(int changed) {
        return new DirectorySettings(enabled, label, listed, changed);
    }
}
