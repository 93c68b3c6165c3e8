// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.embedded;

/// A file that is within a stanza.
///
/// @param path how it comes, such as `avatar`
/// @param name as it was declared, or empty
/// @param type the media type that was declared, or empty
/// @param bytes not to be changed
@SuppressWarnings("ArrayRecordComponent")
public record Part(String path, String name, String type, byte[] bytes) {}
