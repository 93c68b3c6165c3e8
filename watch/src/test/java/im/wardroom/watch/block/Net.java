// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.lab.Installed;
import im.wardroom.watch.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A client, a router and the world, in network namespaces that go with the test. In the world, one machine has
/// addresses of Telegram's own network and of somebody else's; it serves pages and names on all of them.
final class Net implements AutoCloseable {

    static final String MESSENGER = "149.154.167.99";
    static final String MESSENGER6 = "2001:67c:4e8:f002::a";
    static final String OTHER = "198.51.100.7";
    static final String OTHER6 = "2001:db8:7::7";
    static final String ROUTER = "10.77.1.1";

    private final Lab lab;
    private final String client;
    private final String router;
    private final String world;
    private final Path folder;
    private int logs;

    private Net(Lab lab, Path folder) throws IOException {
        this.lab = lab;
        this.folder = folder;
        client = lab.machine("c");
        router = lab.machine("r");
        world = lab.machine("w");
    }

    /// @param folder of the test
    static Net start(Path folder) throws IOException {
        Installed.require("curl", "curl");
        Lab lab = Lab.require();
        try {
            Net net = new Net(lab, folder);
            net.build();
            return net;
        } catch (IOException | RuntimeException | Error e) {
            lab.close();
            throw e;
        }
    }

    private void build() throws IOException {
        Files.createDirectories(ofClient(""));
        Files.writeString(ofClient("resolv.conf"), "nameserver " + ROUTER + "\n");
        Files.writeString(ofClient("hosts"), "127.0.0.1 localhost\n");
        lab.cable(
                "vetha",
                new Lab.End(client, "10.77.1.2/24 fd77:1::2/64"),
                new Lab.End(router, "10.77.1.1/24 fd77:1::1/64"));
        lab.cable(
                "vethb",
                new Lab.End(router, "10.77.2.1/24 fd77:2::1/64"),
                new Lab.End(world, "10.77.2.2/24 fd77:2::2/64"));
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
        return lab.in(namespace, command);
    }

    Lab.Answer attempt(String namespace, String... command) throws IOException {
        return lab.attempt(namespace, command);
    }

    /// Starts a program in a namespace that ends with the net.
    Process daemon(String namespace, String... command) throws IOException {
        return lab.start(namespace, folder.resolve("output-" + logs++), command);
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
            Lab.await("pages on " + port, () -> fetches("http://" + OTHER + ":" + port + "/"));
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
        Lab.await(
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

    @Override
    public void close() {
        lab.close();
        for (String name : List.of("resolv.conf", "hosts", "")) {
            boolean _ = ofClient(name).toFile().delete();
        }
        Path all = Path.of("/etc/netns");
        // Only if nobody else's is there.
        boolean _ = all.toFile().delete();
    }
}
