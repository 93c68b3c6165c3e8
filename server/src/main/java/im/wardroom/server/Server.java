// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.Environment;
import im.wardroom.server.authentication.Authenticator;
import im.wardroom.server.component.ComponentServices;
import im.wardroom.server.component.ComponentSession;
import im.wardroom.server.component.ComponentStream;
import im.wardroom.server.component.Components;
import im.wardroom.server.credential.Lockout;
import im.wardroom.server.credential.Safeguards;
import im.wardroom.server.delivery.Directory;
import im.wardroom.server.delivery.EntityHost;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.server.extension.AccountView;
import im.wardroom.server.extension.ArchiveIds;
import im.wardroom.server.extension.Extensions;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.server.guarding.Guarding;
import im.wardroom.server.routing.Router;
import im.wardroom.server.session.Resumptions;
import im.wardroom.server.session.Session;
import im.wardroom.server.session.SessionServices;
import im.wardroom.server.stream.ClientStream;
import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.server.stream.Lobby;
import im.wardroom.server.stream.Loop;
import im.wardroom.server.stream.StreamServices;
import im.wardroom.store.Change;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.xml.Element;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The kernel, put together: give it connections, and it serves them. It does not own the store or the loops.
/// Thread-safe.
public final class Server implements ServerActions, AutoCloseable {

    /// Ten looks in the time after which a silent client is pinged or given up.
    private static final int SILENCE_CHECKS = 10;
    private static final int GOODBYE_SECONDS = 5;

    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Directory directory = new Directory();
    private final LongAdder overflows = new LongAdder();
    private final Clock clock;
    private final Set<Domain> domains;
    private final Lockout lockout;
    private final Lobby lobby;
    private final EntityHost accounts;
    private final StreamServices streams;
    private final Components components;
    private final Router router;
    private final ComponentServices componentStreams;
    private final Loop housekeeping;
    private final Duration silenceCheck;
    private volatile boolean closing;
    private Loop.@Nullable Timer nextCheck;

    /// @param guarding asked about what people send
    /// @param loops what accounts run on; their connections may use others
    /// @param safeguards shared with whoever changes accounts
    /// @param serverSecret known to this server only, and kept for as long as it lives
    public Server(
            ServerOptions options,
            Store store,
            Extensions extensions,
            Guarding guarding,
            List<Loop> loops,
            Safeguards safeguards,
            byte[] serverSecret,
            Clock clock) {
        this.clock = clock;
        this.domains = options.domains();
        this.lockout = safeguards.lockout();
        SecureRandom random = new SecureRandom();
        Environment environment =
                new Environment(options.domains(), extensions, options.accounts(), new ArchiveIds(serverSecret), clock);
        accounts = new EntityHost(store, environment, directory, loops, blocking);
        components = new Components(options.components());
        router = new Router(options.domains(), accounts, extensions, components);
        accounts.connect(router);
        Resumptions resumptions = new Resumptions(random);
        SessionServices sessions = new SessionServices(
                router, guarding, accounts, directory, resumptions, extensions, options.sessions(), clock, overflows);
        Authenticator authenticator =
                new Authenticator(store, safeguards, options.authentication(), serverSecret, clock, random);
        authenticator.tell((account, origin) -> guarding.signedIn(
                account, origin.address(), origin.agent().id(), origin.agent().label()));
        lobby = new Lobby(options.streams().maxStrangers(), options.streams().maxStrangersPerAddress());
        streams = new StreamServices(
                options.domains(), authenticator, sessions, options.streams(), lobby, blocking, random);
        componentStreams = new ComponentServices(
                components,
                options.domains().getFirst(),
                router,
                guarding,
                accounts,
                options.streams(),
                options.sessions(),
                clock,
                random,
                safeguards.trail(),
                overflows);
        housekeeping = loops.getFirst();
        Duration patience = Collections.min(
                List.of(options.sessions().silence(), options.sessions().pingTimeout()));
        silenceCheck = patience.dividedBy(SILENCE_CHECKS).plusMillis(1);
        housekeeping.schedule(options.sessions().resumption(), resumptions::forgetEarlier);
        extensions.connect(this);
        checkSilence();
    }

    private void checkSilence() {
        long now = clock.millis();
        directory.all().forEach(session -> session.checkSilence(now));
        if (!closing) {
            nextCheck = housekeeping.schedule(silenceCheck, this::checkSilence);
        }
    }

    /// Serves a new connection. On the connection's loop.
    public ConnectionHandler connect(Connection connection) {
        return new ClientStream(connection, streams);
    }

    /// Serves a new connection on which a component is expected (XEP-0114). On the connection's loop.
    public ConnectionHandler connectComponent(Connection connection) {
        return new ComponentStream(connection, componentStreams);
    }

    @Override
    public List<Domain> components() {
        return components.states().stream()
                .filter(state -> state.since() != null)
                .map(Components.State::domain)
                .toList();
    }

    @Override
    public boolean reaches(Domain domain) {
        return components.has(domain);
    }

    @Override
    public CompletableFuture<Iq> ask(Domain from, Jid to, Element payload) {
        return router.ask(from, to, payload);
    }

    @Override
    public void visit(BareJid account, Consumer<AccountView> step) {
        accounts.tell(account, new Command.Visit(step), Receipt.NONE);
    }

    @Override
    public CompletableFuture<Void> befriend(BareJid one, BareJid other) {
        return CompletableFuture.allOf(
                tell(one, new Command.Befriend(other, null)), tell(other, new Command.Befriend(one, null)));
    }

    @Override
    public CompletableFuture<Void> evict(BareJid account, String reason, @Nullable Resource spared) {
        return tell(account, new Command.Evict(reason, spared)).exceptionallyCompose(Server::unlessRemoved);
    }

    /// Of an account that was removed meanwhile, there is nothing left that could be kept; its sessions have ended.
    private static CompletableFuture<Void> unlessRemoved(Throwable error) {
        Throwable cause = error instanceof CompletionException wrapped ? wrapped.getCause() : error;
        return cause instanceof StoreException.Missing
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(error);
    }

    private CompletableFuture<Void> tell(BareJid account, Command command) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        accounts.tell(account, command, receipt(done));
        return done;
    }

    private Receipt receipt(CompletableFuture<Void> done) {
        return accounts.receipt(new Receipt.Sequence(), () -> done.complete(null), done::completeExceptionally);
    }

    @Override
    public boolean end(FullJid device, String reason) {
        List<Session> found = directory.all().stream()
                .filter(session -> session.jid().equals(device))
                .toList();
        found.forEach(session -> session.end(StreamError.of(StreamError.Condition.NOT_AUTHORIZED, reason)));
        return !found.isEmpty();
    }

    @Override
    public List<SignedIn> signedIn() {
        return directory.all().stream()
                .map(session -> new SignedIn(session.jid(), session.address(), session.lastActive()))
                .toList();
    }

    @Override
    public List<InetAddress> addresses(Jid of) {
        return directory.of(of).stream().map(Session::address).toList();
    }

    @Override
    public CompletableFuture<Void> send(Stanza stanza) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        router.deliver(stanza, receipt(done));
        return done;
    }

    @Override
    public void submit(Message message, Change alongside) {
        submit(message, false, receipt(new CompletableFuture<>()).noting(alongside, () -> accounts.keep(alongside)));
    }

    @Override
    public void takeBack(Message retraction) {
        submit(retraction, true, receipt(new CompletableFuture<>()));
    }

    private void submit(Message message, boolean forced, Receipt receipt) {
        Jid from = Objects.requireNonNull(message.from());
        if (from.local() != null && domains.contains(from.domain())) {
            accounts.tell(from.bare(), new Command.Resume(message, forced), receipt);
        } else {
            router.deliver(message, receipt);
        }
    }

    @Override
    public boolean isService(Domain domain) {
        return accounts.serves(domain);
    }

    public Lockout lockout() {
        return lockout;
    }

    /// A snapshot of what is going on.
    public Status status() {
        return new Status(
                directory.size(),
                directory.accounts(),
                lobby.size(),
                accounts.size(),
                overflows.sum(),
                components.states());
    }

    /// @param sessions signed-in devices, those that wait to be resumed included
    /// @param online accounts that have any of these
    /// @param strangers connections that are not signed in
    /// @param accounts accounts in memory
    /// @param slowReaders clients and components that were dropped because they did not read
    /// @param components all that there may be
    public record Status(
            int sessions,
            int online,
            int strangers,
            int accounts,
            long slowReaders,
            List<Components.State> components) {}

    /// Says goodbye on every stream, once what the client sent is on disk. May block for a few seconds. The listeners
    /// must have been closed before, the store and the loops are closed afterwards.
    @Override
    public void close() {
        closing = true;
        Loop.Timer timer = nextCheck;
        if (timer != null) {
            timer.cancel();
        }
        lobby.all().forEach(ClientStream::shutDown);
        CompletableFuture<?>[] goodbyes =
                directory.all().stream().map(Session::shutDown).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(goodbyes)
                .completeOnTimeout(null, GOODBYE_SECONDS, TimeUnit.SECONDS)
                .join();
        CompletableFuture.allOf(components.all().stream()
                        .map(ComponentSession::shutDown)
                        .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, GOODBYE_SECONDS, TimeUnit.SECONDS)
                .join();
        accounts.stop();
        blocking.shutdown();
    }
}
