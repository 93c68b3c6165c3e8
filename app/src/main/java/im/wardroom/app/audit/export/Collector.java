// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import java.io.IOException;

/// Somebody at the other end who takes messages. Every method may block. One thread sends.
interface Collector extends AutoCloseable {

    /// Makes one.
    @FunctionalInterface
    interface Connecting {

        /// @throws IOException if nobody is there, in words for the administrator
        Collector connect() throws IOException;
    }

    void send(byte[] message) throws IOException;

    /// Sends what was gathered.
    ///
    /// @throws IOException if the other side is gone: then what was sent lately may be lost
    void flush() throws IOException;

    /// Ends it in good order.
    ///
    /// @return whether the other side has read everything for certain
    boolean finish();

    @Override
    void close();
}
