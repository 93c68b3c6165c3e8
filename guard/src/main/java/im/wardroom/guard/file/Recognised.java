// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

/// What a file is by its content.
///
/// @param name its media type, for the auditor
record Recognised(FileClass type, String name, Unpacking unpacking) {

    Recognised as(FileClass changed) {
        return new Recognised(changed, name, unpacking);
    }
}
