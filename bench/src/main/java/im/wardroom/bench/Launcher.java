// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.bench.contender.Cores;
import im.wardroom.bench.contender.FreePort;
import im.wardroom.bench.contender.Identity;
import im.wardroom.bench.contender.RunningServer;
import im.wardroom.bench.contender.Setup;
import im.wardroom.bench.load.Credentials;
import im.wardroom.bench.load.Reactor;
import im.wardroom.bench.load.XmppClient;
import im.wardroom.bench.scenario.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Starts servers on the core that is theirs, each in a folder of its own.
final class Launcher {

    private final Path folder;
    private final Identity identity;

    /// @param folder for everything that servers write
    Launcher(Path folder) throws IOException {
        this.folder = folder;
        this.identity =
                Identity.create(Files.createDirectories(folder.resolve("identity")), Credentials.DEFAULT.domain());
    }

    /// A folder for one server.
    Path folder(Contender contender) throws IOException {
        return Files.createTempDirectory(folder, contender.product().name());
    }

    /// @param own folder of the server
    RunningServer start(Contender contender, int accounts, Path own) throws IOException {
        Setup setup = new Setup(
                own,
                FreePort.next(),
                accounts,
                contender.archive(),
                Credentials.DEFAULT,
                identity.chain(),
                identity.key());
        return RunningServer.start(Cores.pinned(), contender.product().prepare(setup), setup);
    }

    static Subject subject(Contender contender, RunningServer server, Reactor reactor) {
        Credentials credentials = Credentials.DEFAULT;
        return new Subject(contender.product(), server, credentials, new XmppClient.Shared(reactor, credentials));
    }
}
