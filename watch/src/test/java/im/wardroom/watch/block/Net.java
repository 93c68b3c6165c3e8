// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A client, a router and the world, in network namespaces that go with the test. In the world, one machine has
/// addresses of Telegram's own network and of somebody else's; it serves pages and names on all of them.
final class Net implements AutoCloseable {

    static final String MESSENGER = "149.154.167.99";
    static final String MESSENGER6 = "2001:67c:4e8:f002::a";
    static final String OTHER = "198.51.100.7";
    static final String OTHER6 = "2001:db8:7::7";
    static final String ROUTER = "10.77.1.1";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String client;
    private final String router;
    private final String world;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final Thread hook = Thread.ofPlatform().unstarted(this::close);

    private Net(Path folder) {
        this.folder = folder;
        String id = "wr" + Long.toString(System.nanoTime() & 0xff_ffff, 36)
                + ProcessHandle.current().pid() % 1000;
        client = id + "c";
        router = id + "r";
        world = id + "w";
    }

    /// @param folder of the test
    static Net start(Path folder) throws IOException {
        Installed.require("ip", "iproute2");
        Installed.require("curl", "curl");
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        Assumptions.assumeTrue(isRoot, "network namespaces are for root");
        Net net = new Net(folder);
        Runtime.getRuntime().addShutdownHook(net.hook);
        try {
            net.build();
            return net;
        } catch (IOException | RuntimeException | Error e) {
            net.close();
            throw e;
        }
    }

    private void build() throws IOException {
        Files.createDirectories(ofClient(""));
        Files.writeString(ofClient("resolv.conf"), "nameserver " + ROUTER + "\n");
        Files.writeString(ofClient("hosts"), "127.0.0.1 localhost\n");
        Answer first = answer(List.of("ip", "netns", "add", client));
        Assumptions.assumeTrue(first.code() == 0, () -> "no network namespaces here: " + first.text());
        run(Stream.of(router, world).map(name -> "ip netns add " + name).toList());
        link(client, "10.77.1.2/24 fd77:1::2/64", router, "10.77.1.1/24 fd77:1::1/64", "vetha");
        link(router, "10.77.2.1/24 fd77:2::1/64", world, "10.77.2.2/24 fd77:2::2/64", "vethb");
        in(router, "sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1");
        in(client, "ip route add default via 10.77.1.1");
        in(client, "ip -6 route add default via fd77:1::1");
        in(router, "ip route add default via 10.77.2.2");
        in(router, "ip -6 route add default via fd77:2::2");
        in(world, "ip route add default via 10.77.2.1");
        in(world, "ip -6 route add default via fd77:2::1");
        for (String address : List.of(MESSENGER + "/32", OTHER + "/32", MESSENGER6 + "/128", OTHER6 + "/128")) {
            in(world, "ip address add " + address + " dev lo" + (address.contains(":") ? " nodad" : ""));
        }
    }

    private void link(String one, String its, String other, String theirs, String name) throws IOException {
        run(List.of("ip link add name " + name + " netns " + one + " type veth peer name " + name + " netns " + other));
        for (String[] end : List.of(new String[] {one, its}, new String[] {other, theirs})) {
            for (String address : end[1].split(" ")) {
                in(end[0], "ip address add " + address + " dev " + name + (address.contains(":") ? " nodad" : ""));
            }
            in(end[0], "ip link set lo up");
            in(end[0], "ip link set " + name + " up");
        }
    }

    String client() {
        return client;
    }

    String router() {
        return router;
    }

    String world() {
        return world;
    }

    /// A file that the client sees in `/etc`.
    Path ofClient(String name) {
        return Path.of("/etc/netns", client, name);
    }

    /// Runs a command in a namespace, and has to succeed.
    String in(String namespace, String... command) throws IOException {
        Answer answer = attempt(namespace, command);
        if (answer.code() != 0) {
            throw new IOException(String.join(" ", command) + ": " + answer.text());
        }
        return answer.text();
    }

    record Answer(int code, String text) {}

    Answer attempt(String namespace, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        words.addAll(command.length == 1 ? Arrays.asList(command[0].split(" ")) : Arrays.asList(command));
        return answer(words);
    }

    private static void run(List<String> commands) throws IOException {
        for (String command : commands) {
            Answer answer = answer(Arrays.asList(command.split(" ")));
            if (answer.code() != 0) {
                throw new IOException(command + ": " + answer.text());
            }
        }
    }

    private static Answer answer(List<String> words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            return new Answer(process.waitFor(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /// Starts a program in a namespace that ends with the net.
    Process daemon(String namespace, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        words.addAll(Arrays.asList(command));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output-" + processes.size()).toFile())
                .start();
        processes.add(process);
        return process;
    }

    /// Pages on some ports of all addresses of the world.
    void servePages(int... ports) throws IOException {
        Installed.require("python3", "python3");
        Path script = Files.writeString(folder.resolve("pages.py"), """
                import http.server, socket, sys, threading
                class Page(http.server.BaseHTTPRequestHandler):
                    def do_GET(self):
                        self.send_response(200)
                        self.send_header("Content-Length", "2")
                        self.end_headers()
                        self.wfile.write(b"ok")
                class Server(http.server.ThreadingHTTPServer):
                    address_family = socket.AF_INET6
                for port in sys.argv[1:]:
                    threading.Thread(target=Server(("::", int(port)), Page).serve_forever).start()
                """);
        List<String> words = new ArrayList<>(List.of("/usr/bin/python3", script.toString()));
        for (int port : ports) {
            words.add(Integer.toString(port));
        }
        daemon(world, words.toArray(String[]::new));
        for (int port : ports) {
            await("pages on " + port, () -> fetches("http://" + OTHER + ":" + port + "/"));
        }
    }

    /// Names of the world, for whoever asks one of its addresses.
    void serveNames(String... records) throws IOException {
        Installed.require("unbound", "unbound");
        StringBuilder conf = new StringBuilder(unbound(OTHER, 53));
        conf.append("    interface: ").append(MESSENGER).append('\n');
        conf.append("    local-zone: \".\" static\n");
        for (String record : records) {
            conf.append("    local-data: \"").append(record).append("\"\n");
        }
        Path file = Files.writeString(folder.resolve("names.conf"), conf);
        daemon(world, "unbound", "-d", "-c", file.toString());
        Installed.require("dig", "bind9-dnsutils");
        await(
                "names",
                () -> attempt(router, "dig +short +time=1 +tries=1 @" + OTHER + " localhost")
                                .code()
                        == 0);
    }

    /// The beginning of a configuration: nothing of the machine's is read or written.
    String unbound(String address, int port) {
        return """
                server:
                    directory: "%s"
                    chroot: ""
                    username: ""
                    pidfile: ""
                    use-syslog: no
                    interface: %s
                    port: %d
                    access-control: 0.0.0.0/0 allow
                    access-control: ::/0 allow
                    num-threads: 1
                """.formatted(folder, address, port);
    }

    /// Whether the client gets a page.
    boolean fetches(String url, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("curl", "-s", "-f", "--max-time", "3", "-o", "/dev/null"));
        words.addAll(Arrays.asList(options));
        words.add(url);
        return attempt(client, words.toArray(String[]::new)).code() == 0;
    }

    interface Condition {
        boolean holds() throws IOException;
    }

    static void await(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for: " + what);
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        processes.forEach(Net::end);
        for (String name : List.of(client, router, world)) {
            try {
                answer(List.of("ip", "netns", "delete", name));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        for (String name : List.of("resolv.conf", "hosts", "")) {
            BooleanSupplier isGone = () -> ofClient(name).toFile().delete();
            isGone.getAsBoolean();
        }
        Path all = Path.of("/etc/netns");
        // Only if nobody else's is there.
        boolean _ = all.toFile().delete();
    }

    private static void end(Process process) {
        try {
            // Its children as well: a proxy has some.
            List<ProcessHandle> children = process.descendants().toList();
            children.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
