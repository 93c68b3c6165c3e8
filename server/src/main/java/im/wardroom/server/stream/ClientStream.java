// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A client's stream from its first byte to its last: opens, restarts and closes it, and leads it through its
/// [Phase]s (RFC 6120 §4). Lives on the connection's loop.
public final class ClientStream implements ConnectionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ClientStream.class);
    private static final int ID_BYTES = 12;

    private final Connection connection;
    private final StreamServices services;
    private Phase phase = new Securing(this);
    private Loop.@Nullable Timer deadline;
    private @Nullable StreamHeader header;
    private boolean expectsHeader = true;
    private boolean opened;
    private boolean ended;
    private int waiting;

    public ClientStream(Connection connection, StreamServices services) {
        this.connection = connection;
        this.services = services;
        deadline = connection.loop().schedule(patience(), this::tooSlow);
        if (!services.sessions().guarding().admitsConnection(connection.remoteAddress())) {
            connection
                    .loop()
                    .execute(() -> end(StreamError.of(
                            Condition.RESOURCE_CONSTRAINT, "Too many connections came from your address at once.")));
        } else if (!services.lobby().enter(this, connection.remoteAddress())) {
            connection
                    .loop()
                    .execute(() -> end(StreamError.of(
                            Condition.RESOURCE_CONSTRAINT,
                            "Too many connections from your address are not signed in.")));
        }
    }

    /// Up to a fifth more than was promised, so that a crowd that came at once does not end at once.
    private Duration patience() {
        long least = services.options().signInTimeout().toMillis();
        return Duration.ofMillis(least + services.random().nextLong(least / 5 + 1));
    }

    // ---- what the connection tells

    @Override
    public void secured() {
        phase = new Authenticating(this);
    }

    @Override
    public void received(StreamEvent event) {
        guard(() -> {
            switch (event) {
                case StreamEvent.Opened header -> open(header);
                case StreamEvent.Received(Element element) -> phase.received(element);
                case StreamEvent.Closed() -> closed();
            }
        });
    }

    /// The one place where a stream's errors are caught.
    private void guard(Runnable action) {
        if (ended) {
            return;
        }
        try {
            action.run();
        } catch (StreamException e) {
            failed(e.error());
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("address", address().getHostAddress())
                    .log("a stream failed");
            end(StreamError.of(Condition.INTERNAL_SERVER_ERROR));
        }
    }

    private void open(StreamEvent.Opened event) {
        if (!expectsHeader) {
            throw new StreamException(Condition.BAD_FORMAT, "The stream is open already.");
        }
        StreamHeader next = StreamHeader.parse(event, services.domains());
        StreamHeader before = header;
        if (phase instanceof Binding && before != null && !before.to().equals(next.to())) {
            throw new StreamException(Condition.HOST_UNKNOWN, "The domain cannot change after signing in.");
        }
        header = next;
        expectsHeader = false;
        writeHeader(next.to(), next.from());
        writeFeatures(phase.features());
    }

    private void writeHeader(Domain from, @Nullable String to) {
        byte[] id = new byte[ID_BYTES];
        services.random().nextBytes(id);
        connection.open(new StreamOpening(Base64.getUrlEncoder().encodeToString(id), from, to));
        opened = true;
    }

    private void closed() {
        phase.closed();
        finish();
        connection.end();
    }

    @Override
    public void failed(StreamError error) {
        if (!ended) {
            LOG.atInfo()
                    .addKeyValue("address", address().getHostAddress())
                    .addKeyValue("phase", phase.getClass().getSimpleName())
                    .addKeyValue("error", error.condition().element())
                    .addKeyValue("cause", error.text())
                    .log("stream closed with an error");
            end(error);
        }
    }

    @Override
    public void heard() {
        if (phase instanceof Established established) {
            established.heard();
        }
    }

    @Override
    public void disconnected() {
        finish();
        phase.disconnected();
    }

    // ---- what the phases ask for

    StreamServices services() {
        return services;
    }

    Connection connection() {
        return connection;
    }

    InetAddress address() {
        return connection.remoteAddress();
    }

    /// The domain that the client opened the stream to.
    Domain domain() {
        return Objects.requireNonNull(header, "the stream is open").to();
    }

    /// The language of what the client sends, or null if it did not say.
    @Nullable
    String language() {
        return Objects.requireNonNull(header, "the stream is open").language();
    }

    void write(Element element) {
        connection.write(element.toBytes());
    }

    void writeFeatures(List<Element> features) {
        write(Element.of(Namespaces.STREAM, "features").withAll(features));
    }

    void startTls() {
        expectsHeader = true;
        opened = false;
        connection.startTls();
    }

    /// The client opens a new stream in the next phase.
    void restart(Phase next) {
        phase = next;
        expectsHeader = true;
        opened = false;
        connection.restartStream();
    }

    /// The next phase begins on the same stream.
    void enter(Phase next) {
        phase = next;
        if (next instanceof Established) {
            leaveLobby();
            connection.limit(services.options().memberLimits());
        }
    }

    /// Does what may block elsewhere; nothing more is read from the client until `then` was run with the result.
    <T> void await(Supplier<T> blocking, Consumer<T> then) {
        await(CompletableFuture.supplyAsync(blocking, services.blocking()), then);
    }

    /// As above, for a result that comes by itself.
    <T> void await(CompletableFuture<T> result, Consumer<T> then) {
        waiting++;
        connection.read(false);
        result.whenComplete((value, error) -> connection.loop().run(() -> {
            guard(() -> {
                if (error != null) {
                    throw new IllegalStateException("a step of the stream failed", error);
                }
                then.accept(value);
            });
            if (--waiting == 0) {
                connection.read(true);
            }
        }));
    }

    // ---- the end

    boolean hasEnded() {
        return ended;
    }

    private void tooSlow() {
        end(StreamError.of(Condition.CONNECTION_TIMEOUT, "Signing in took too long."));
    }

    /// A newer connection needs the place. From any thread.
    void crowdedOut() {
        connection.loop().execute(() -> end(StreamError.of(Condition.RESOURCE_CONSTRAINT, "The server is crowded.")));
    }

    /// The server stops. From any thread; signed-in streams are ended by their sessions.
    public void shutDown() {
        connection.loop().execute(() -> {
            if (!(phase instanceof Established)) {
                end(StreamError.of(Condition.SYSTEM_SHUTDOWN));
            }
        });
    }

    /// RFC 6120 §4.9.1.2: an error during the handshake comes after the server's own opening tag.
    private void end(StreamError error) {
        if (ended) {
            return;
        }
        if (!opened) {
            writeHeader(header == null ? services.domains().getFirst() : header.to(), null);
        }
        finish();
        write(error.toElement());
        connection.end();
    }

    private void finish() {
        ended = true;
        leaveLobby();
    }

    private void leaveLobby() {
        Loop.Timer timer = deadline;
        if (timer != null) {
            timer.cancel();
            deadline = null;
            services.lobby().leave(this, address());
        }
    }
}
