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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Lets people who do not exist sign in and talk on a server that is there for nothing else, while the JVM notes what
/// is used: what it then puts into its cache lets a real server skip most of its slow first minute. The visitors are a
/// process of their own, so that what only a client does is not in the cache.
public final class Training {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Wardroom server;

    /// @param server which gets accounts for the visitors, and a direct TLS listener of which is used
    public Training(Wardroom server) {
        this.server = server;
    }

    /// Blocks for so long, and half a minute more at most.
    ///
    /// @throws IOException if a visitor is not served as it should be
    public void run(Duration time) throws IOException, InterruptedException {
        InetSocketAddress address = server.network().directTls();
        if (address == null) {
            throw new IOException("there is no listener for direct TLS");
        }
        Domain domain = server.configuration().mainDomain();
        ScramProof proof = ScramProof.random(ScramHash.SHA_256, new SecureRandom());
        makeAccounts(domain, proof);
        Visit visit = new Visit(address.getPort(), domain, proof, time);
        Process visitors = new ProcessBuilder(command(visit)).inheritIO().start();
        try {
            if (!visitors.waitFor(time.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the visitors did not leave");
            }
            if (visitors.exitValue() != 0) {
                throw new IOException("a visitor met something unexpected");
            }
        } finally {
            visitors.destroyForcibly();
        }
    }

    private static List<String> command(Visit visit) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), Visit.class.getName()));
        command.addAll(visit.arguments());
        return command;
    }

    private void makeAccounts(Domain domain, ScramProof proof) {
        List<Change> changes = new ArrayList<>();
        for (String user : Visit.users()) {
            changes.add(new Change.CreateAccount(
                    BareJid.of(new Localpart(user), domain),
                    Role.USER,
                    server.started(),
                    List.of(proof.keys(server.configuration().authentication().scramIterations()))));
        }
        server.store().commit(changes).join();
    }
}
