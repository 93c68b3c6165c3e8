// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.control;

import im.wardroom.server.audit.Actor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running server's end of the socket; each request has a virtual thread of its own. Thread-safe.
public final class ControlServer implements AutoCloseable {

    /// Carries out requests. May block.
    @FunctionalInterface
    public interface Handler {

        /// @param progress may be told how many thousandths are done, from any thread
        Reply handle(Request request, IntConsumer progress);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int MAX_CLIENTS = 16;

    private final ServerSocketChannel listener;
    private final Path socket;
    private final Handler handler;
    private final Semaphore clients = new Semaphore(MAX_CLIENTS);

    private ControlServer(ServerSocketChannel listener, Path socket, Handler handler) {
        this.listener = listener;
        this.socket = socket;
        this.handler = handler;
    }

    /// Listens. A socket that a dead server left behind is replaced.
    ///
    /// @throws IOException if it cannot, in words for the administrator
    public static ControlServer open(Path data, Handler handler) throws IOException {
        SocketPlace.prepare(data);
        Path socket = SocketPlace.of(data);
        if (Files.exists(socket)) {
            if (ControlClient.isRunning(data)) {
                throw new IOException(
                        "a server is running on " + data + " already; stop it, or choose another folder with --data");
            }
            Files.delete(socket);
        }
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(SocketPlace.address(data));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        ControlServer server = new ControlServer(listener, socket, handler);
        Thread.ofVirtual().name("control").start(server::accept);
        return server;
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel client = listener.accept();
                if (clients.tryAcquire()) {
                    Thread.ofVirtual().name("control-client").start(() -> serve(client));
                } else {
                    client.close();
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("control connection failed");
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(client)));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(client)));
            Progress progress = new Progress(out);
            List<String> fields = Frame.read(in);
            Reply reply = Actor.as(peer(client), () -> answer(fields, progress));
            progress.write(reply);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("control client went away");
        } finally {
            clients.release();
        }
    }

    /// The user whose program it is.
    private static String peer(SocketChannel client) {
        try {
            return "control socket, user "
                    + client.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.atDebug().setCause(e).log("the user of a control client is not known");
            return "control socket";
        }
    }

    private Reply answer(List<String> fields, Progress progress) {
        try {
            return handler.handle(Request.of(fields), progress);
        } catch (IllegalArgumentException e) {
            return Reply.Failed.of(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("control request failed");
            return Reply.Failed.of("the server could not do it: " + e.getMessage() + "; its log says more");
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        SocketPlace.remove(socket);
    }

    /// Writes to one client from several threads. A client that is gone does not stop what it asked for.
    private static final class Progress implements IntConsumer {
        private final DataOutputStream out;
        private int last;

        Progress(DataOutputStream out) {
            this.out = out;
        }

        @Override
        public synchronized void accept(int thousandths) {
            if (thousandths <= last) {
                return;
            }
            last = thousandths;
            try {
                write(new Reply.Progress(thousandths));
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("control client went away");
            }
        }

        synchronized void write(Reply reply) throws IOException {
            Frame.write(out, reply.toFields());
        }
    }
}
