// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

/// A line of an import that cannot be carried out. Says nothing of passwords but what is wrong with them.
///
/// @param line counted from 1
public record BadLine(int line, String problem) {}
