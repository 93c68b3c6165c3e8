// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import io.netty.buffer.ByteBufAllocator;

/// A library that does TLS. What is offered to clients is the same for all of them ([TlsOffer]). Thread-safe.
sealed interface TlsLibrary extends AutoCloseable permits JdkTls, NativeTls {

    /// For the log.
    String name();

    /// For a new connection, in the mode of a server.
    Encryption create(ByteBufAllocator buffers, TlsUse use);

    /// Makes new keys for session tickets; those of the last time hold once more.
    void renewTicketKeys();

    @Override
    void close();
}
