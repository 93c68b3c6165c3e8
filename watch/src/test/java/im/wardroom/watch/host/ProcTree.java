// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder that looks like `/proc`, for machines with processes as a test wants them. Started at noon of 2026-03-02.
public final class ProcTree implements AutoCloseable {

    private final Path root;
    private final List<Path> links = new ArrayList<>();

    public ProcTree(Path root) throws IOException {
        this.root = root;
        Files.writeString(root.resolve("stat"), "cpu 1 2 3\nbtime 1772452800\n");
        Files.createDirectories(root.resolve("1"));
    }

    public Machine machine() {
        return new Machine(root);
    }

    Machine machine(int mostSockets) {
        return new Machine(root, mostSockets);
    }

    /// A process that started a minute after the machine.
    ///
    /// @param network in which it lives
    public void process(int pid, String executable, String title, String command, String network) throws IOException {
        Path folder = Files.createDirectories(root.resolve(Integer.toString(pid)));
        Files.writeString(folder.resolve("stat"), pid + " (" + title + ") S 1" + " 0".repeat(17) + " 6000 0 0\n");
        Files.writeString(folder.resolve("status"), "Name:\t" + title + "\nUid:\t987654\t987654\t987654\t987654\n");
        Files.writeString(folder.resolve("comm"), title + "\n");
        Files.writeString(folder.resolve("cmdline"), command.replace(' ', '\0') + "\0");
        if (!executable.isEmpty()) {
            link(folder.resolve("exe"), executable);
        }
        Files.createDirectories(folder.resolve("fd"));
        link(Files.createDirectories(folder.resolve("ns")).resolve("net"), "net:[" + network + "]");
        Files.createDirectories(folder.resolve("net"));
    }

    public void holds(int pid, long inode) throws IOException {
        Path folder = root.resolve(Integer.toString(pid)).resolve("fd");
        link(folder.resolve(Integer.toString(links.size())), "socket:[" + inode + "]");
    }

    private void link(Path file, String target) throws IOException {
        links.add(Files.createSymbolicLink(file, Path.of(target)));
    }

    /// Takes the links away: they lead to programs of this machine, and whoever clears the folder need not ask.
    @Override
    public void close() throws IOException {
        for (Path link : links) {
            Files.deleteIfExists(link);
        }
    }

    /// What the network of a process has as sockets, in the order of this machine's processor.
    public void sockets(int pid, String list, String... lines) throws IOException {
        Files.writeString(
                root.resolve(Integer.toString(pid)).resolve("net").resolve(list),
                "  sl  local_address rem_address   st ...\n" + String.join("\n", lines) + "\n");
    }

    public Path folder(int pid) {
        return root.resolve(Integer.toString(pid));
    }
}
