// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.training;

import im.wardroom.app.Wardroom;
import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.sasl.ScramHash;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Lets people who do not exist sign in and talk on a server that is there for nothing else, while the JVM notes what
/// is used: what it then puts into its cache lets a real server skip most of its slow first minute.
public final class Training {

    private static final int PAIRS = 8;

    /// For those who are in the middle of something when the time is over.
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private static final String PREFIX = "visitor-";

    private final Wardroom server;
    private final ScramProof proof = ScramProof.random(ScramHash.SHA_256, new SecureRandom());

    /// @param server which gets accounts for the visitors, and a direct TLS listener of which is used
    public Training(Wardroom server) {
        this.server = server;
    }

    /// Blocks for so long, and a few seconds more at most.
    ///
    /// @throws IOException if a visitor is not served as it should be
    public void run(Duration time) throws IOException {
        InetSocketAddress address = server.network().directTls();
        if (address == null) {
            throw new IOException("there is no listener for direct TLS");
        }
        makeAccounts();
        Domain domain = server.configuration().mainDomain();
        long end = System.nanoTime() + time.toNanos();
        List<Future<Void>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(PAIRS)) {
            for (int i = 0; i < PAIRS; i++) {
                Pair pair = new Pair(address, domain, proof, PREFIX + 2 * i, PREFIX + (2 * i + 1), i % 2 == 0);
                running.add(threads.submit(() -> {
                    while (System.nanoTime() - end < 0) {
                        pair.meet(end + PATIENCE);
                    }
                    return null;
                }));
            }
        }
        check(running);
    }

    private void makeAccounts() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 2 * PAIRS; i++) {
            BareJid jid =
                    BareJid.of(new Localpart(PREFIX + i), server.configuration().mainDomain());
            changes.add(new Change.CreateAccount(
                    jid,
                    Role.USER,
                    server.started(),
                    List.of(proof.keys(server.configuration().authentication().scramIterations()))));
        }
        server.store().commit(changes).join();
    }

    private static void check(List<Future<Void>> done) throws IOException {
        try {
            for (Future<Void> pair : done) {
                pair.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a visitor met something unexpected: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
