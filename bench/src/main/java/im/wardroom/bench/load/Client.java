// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

/// One end of a conversation, signed in or on its way there.
public interface Client {

    /// What a client tells its owner, on the reactor's thread.
    interface Listener {
        /// It can send and receive now.
        void ready(Client client);

        /// A whole stanza, valid until this returns.
        void stanza(byte[] bytes, int from, int to);

        /// Something went wrong; nothing more comes.
        void failed(Client client, String why);
    }

    /// Sends one stanza in a record of its own.
    void send(byte[] bytes, int from, int length);

    /// Whether everything that was sent is acknowledged; true where nobody acknowledges.
    boolean isSettled();

    void close();
}
