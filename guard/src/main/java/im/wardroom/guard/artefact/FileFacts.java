// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import org.jspecify.annotations.Nullable;

/// What is known of the files that this server keeps: the uploads fill it, the detectors ask. Thread-safe, answers
/// from memory.
public interface FileFacts {

    /// Nothing is known.
    FileFacts NONE = source -> null;

    /// @param source a link into the own upload service, or the id of its slot
    @Nullable
    Facts of(String source);

    /// @param sha256 of the content, in hexadecimal digits
    /// @param similarity null if it has none
    /// @param active whether opening it may run something: a program, a script, a document with macros, or an
    ///     archive that may hold one
    record Facts(String sha256, @Nullable Similarity similarity, boolean active) {

        FilePrint print() {
            return new FilePrint(sha256, similarity);
        }
    }
}
