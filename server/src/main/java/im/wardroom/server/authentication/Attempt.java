// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.authentication;

/// One authentication. Not thread-safe; its steps may block.
public sealed interface Attempt permits ScramAttempt, TokenAttempt {

    /// Takes the client's next message.
    Step next(byte[] message);
}
