// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

/// What became of the wish to join two connections.
public enum Activation {
    STARTED,
    /// Nobody is connected for that, or it is not the account's.
    UNKNOWN,
    /// One side is not connected.
    INCOMPLETE,
    /// It has begun before.
    RUNNING,
    /// The account has as many streams as it may.
    TOO_MANY
}
