// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import im.wardroom.server.account.Account;
import im.wardroom.server.account.Command;
import im.wardroom.server.account.Entity;
import im.wardroom.server.account.Environment;
import im.wardroom.server.account.RestoredStream;
import im.wardroom.server.routing.Router;
import im.wardroom.server.service.Services;
import im.wardroom.server.stream.Loop;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.store.Store;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Gives each account, and each address of a service, a mailbox and one loop, loads it when it is first needed and
/// unloads it when it is idle. Thread-safe.
public final class EntityHost {

    private static final Logger LOG = LoggerFactory.getLogger(EntityHost.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration MISSING = Duration.ofMillis(500);
    private static final Duration LAZY = Duration.ofMillis(500);
    private static final int STOP_SECONDS = 2;

    private final Store store;
    private final Environment environment;
    private final Services services;
    private final Directory directory;
    private final List<Loop> loops;
    private final List<Ticker> tickers;
    private final Executor blocking;
    private final ConcurrentMap<BareJid, HostedEntity> hosted = new ConcurrentHashMap<>();
    private volatile Router router;
    private volatile boolean stopped;

    /// @param blocking runs what may block
    @SuppressWarnings("NullAway.Init")
    public EntityHost(Store store, Environment environment, Directory directory, List<Loop> loops, Executor blocking) {
        this.store = store;
        this.environment = environment;
        this.services = new Services(environment);
        this.directory = directory;
        this.loops = List.copyOf(loops);
        this.tickers = loops.stream().map(loop -> new Ticker(loop, LAZY)).toList();
        this.blocking = blocking;
    }

    /// Must be called before the first command.
    public void connect(Router router) {
        this.router = router;
    }

    /// Queues the command for the account. The receipt is released when all its effects are carried out.
    public void tell(BareJid owner, Command command, Receipt receipt) {
        with(owner, account -> account.offer(command, receipt));
    }

    /// On the account's loop: what reached an account that was unloaded comes before what reaches the next one.
    void handOn(BareJid owner, Command command, Receipt receipt) {
        with(owner, account -> account.accept(command, receipt));
    }

    private void with(BareJid owner, Predicate<HostedEntity> step) {
        while (!stopped) {
            HostedEntity account = hosted.get(owner);
            if (account == null) {
                account = hosted.computeIfAbsent(owner, this::host);
            }
            if (step.test(account)) {
                return;
            }
            // It was unloaded between the two steps: the next one is fresh.
            hosted.remove(owner, account);
        }
    }

    private HostedEntity host(BareJid owner) {
        int home = Math.floorMod(owner.hashCode(), loops.size());
        return new HostedEntity(owner, this, loops.get(home), tickers.get(home));
    }

    void load(HostedEntity account) {
        read(() -> {
            try {
                // What an earlier life of the account asked for comes first.
                store.commit(List.of()).join();
                account.loaded(entity(account.owner()));
            } catch (RuntimeException e) {
                // While the disk fails this is to be expected, and the store has raised its alarm.
                LOG.atLevel(store.failingFor().isPresent() ? Level.WARN : Level.ERROR)
                        .setCause(e)
                        .addKeyValue("account", account.owner())
                        .log("account could not be loaded");
                account.loadingFailed(e);
            }
        });
    }

    private Optional<Entity> entity(BareJid owner) {
        return services.has(owner.domain())
                ? Optional.of(services.load(owner, store))
                : store.accounts()
                        .load(owner, environment.extensions().loadedNamespaces())
                        .filter(state -> state.account().enabled())
                        .map(state -> new Account(state, environment));
    }

    /// A domain of a service, not of accounts.
    public boolean serves(Domain domain) {
        return services.has(domain);
    }

    /// Runs elsewhere what may block; nothing more once the host was stopped.
    void read(Runnable read) {
        if (!stopped) {
            blocking.execute(read);
        }
    }

    /// @param missing there is no such account: it is remembered for a moment only, as anybody can make up addresses
    void idle(HostedEntity account, Loop loop, boolean missing) {
        loop.schedule(missing ? MISSING : IDLE, () -> {
            if (account.unload()) {
                hosted.remove(account.owner(), account);
            }
        });
    }

    void forget(HostedEntity account) {
        hosted.remove(account.owner(), account);
    }

    Store store() {
        return store;
    }

    /// A stream of an earlier life of the server, with what was sent on it. May block.
    public Optional<RestoredStream> restorable(BareJid owner, StreamKey stream) {
        store.commit(List.of()).join();
        return store.streams().find(owner, stream).map(progress -> {
            Map<Long, MessageLog.Entry> sent = store
                    .messages()
                    .find(owner, progress.sent().values())
                    .stream()
                    .collect(Collectors.toMap(MessageLog.Entry::seq, Function.identity()));
            return new RestoredStream(progress, progress.acknowledged(), sent);
        });
    }

    /// A receipt for a stanza; see [Receipt].
    public Receipt receipt(Receipt.Sequence sequence, Runnable fulfilled, Receipt.Failure failure) {
        return new Receipt(sequence, store::commit, fulfilled, failure);
    }

    /// Keeps what belongs to no account's order.
    public CompletableFuture<Void> keep(Change change) {
        return store.commit(List.of(change));
    }

    Directory directory() {
        return directory;
    }

    Router router() {
        return router;
    }

    /// Takes no more commands: what was asked for before is with the store, and receipts that are open stay open.
    /// May block for a moment.
    public void stop() {
        stopped = true;
        CompletableFuture.allOf(
                        hosted.values().stream().map(HostedEntity::flush).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    boolean isStopped() {
        return stopped;
    }

    /// How many accounts are in memory.
    public int size() {
        return hosted.size();
    }
}
