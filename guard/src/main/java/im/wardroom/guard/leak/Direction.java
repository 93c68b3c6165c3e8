// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

/// Where a stanza goes.
public enum Direction {
    /// To accounts and services of this server.
    INSIDE,
    /// To a room of this server.
    ROOM,
    /// To a component or another server.
    OUTSIDE
}
