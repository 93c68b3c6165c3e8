// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.control;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/// The command line's end of the socket. Blocks.
public final class ControlClient {

    private ControlClient() {}

    /// True if a server answers on that data folder.
    public static boolean isRunning(Path data) {
        try (SocketChannel channel = SocketChannel.open(SocketPlace.address(data))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /// @return [Reply.Done] or [Reply.Failed]
    /// @throws IOException if there is no server, in words that say what to do
    public static Reply ask(Path data, Request request, IntConsumer progress) throws IOException {
        try (SocketChannel channel = connect(data)) {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
            DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
            Frame.write(out, request.toFields());
            while (true) {
                switch (Reply.of(Frame.read(in))) {
                    case Reply.Progress step -> progress.accept(step.thousandths());
                    case Reply.Done done -> {
                        return done;
                    }
                    case Reply.Failed failed -> {
                        return failed;
                    }
                }
            }
        } catch (EOFException e) {
            throw new IOException("the server on " + data + " stopped before it answered; look at its log", e);
        }
    }

    private static SocketChannel connect(Path data) throws IOException {
        try {
            return SocketChannel.open(SocketPlace.address(data));
        } catch (AccessDeniedException e) {
            throw denied(data, e);
        } catch (IOException e) {
            Path socket = SocketPlace.of(data);
            if (Files.exists(socket) && !Files.isWritable(socket)) {
                throw denied(data, e);
            }
            throw new IOException("no server is running on " + data + "; start it with ./wardroom up", e);
        }
    }

    private static IOException denied(Path data, IOException cause) {
        return new IOException(
                "the server on " + data + " belongs to another user; run this command as that user", cause);
    }
}
