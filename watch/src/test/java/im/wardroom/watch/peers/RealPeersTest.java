// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.command.Terminal;
import im.wardroom.watch.command.WatchCommand;
import im.wardroom.watch.lab.Installed;
import im.wardroom.watch.lab.Lab;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real servers and clients, at the ports to which messengers fall back: what they say is captured and looked at.
@Tag("slow")
class RealPeersTest {

    private static final List<Integer> PORTS = List.of(21, 25, 53, 80, 443);
    private static final String LAST = "that was all";
    private static final String SERVER = "10.77.0.2";

    @TempDir
    Path folder;

    private Lab lab;
    private String client = "";
    private String server = "";

    @BeforeEach
    void plugIn() throws IOException {
        Installed.require("tcpdump", "tcpdump");
        lab = Lab.require();
        client = lab.machine("client");
        server = lab.machine("server");
        lab.cable("wire", new Lab.End(client, "10.77.0.1/24"), new Lab.End(server, SERVER + "/24"));
    }

    @AfterEach
    void unplug() {
        lab.close();
    }

    @FunctionalInterface
    private interface Talk {
        void at(int port) throws IOException;
    }

    /// What the watch says, in lines of JSON, of what is said at each of the ports.
    private List<String> seen(Talk talk) throws IOException {
        Path capture = folder.resolve("capture.pcap");
        Path log = folder.resolve("tcpdump.log");
        Process tcpdump = lab.start(
                client, log, "tcpdump", "-n", "-U", "--immediate-mode", "-i", "wire", "-w", capture.toString());
        Lab.await("tcpdump", () -> Files.readString(log).contains("listening on"));
        for (int port : PORTS) {
            talk.at(port);
        }
        lab.in(client, "bash", "-c", "echo " + LAST + " > /dev/udp/" + SERVER + "/9");
        Lab.await("the last packet", () -> says(capture, LAST));
        Lab.interrupt(tcpdump);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, UTF_8);
        int code = WatchCommand.line(new Terminal(InputStream.nullInputStream(), printed, printed, false))
                .execute("--json", capture.toString());
        assertThat(code).as(out.toString(UTF_8)).isZero();
        return out.toString(UTF_8).lines().toList();
    }

    private static void eachPortIs(String service, String activity, List<String> lines) {
        for (int port : PORTS) {
            assertThat(lines)
                    .as("port %d", port)
                    .anySatisfy(line -> assertThat(line)
                            .contains("\"service\":\"" + service + "\",\"activity\":\"" + activity + "\"")
                            .contains("\"client\":\"10.77.0.1\"")
                            .contains("\"server\":\"" + SERVER + "\",\"server_port\":" + port + ","));
        }
        assertThat(lines).allSatisfy(line -> assertThat(line).contains("\"service\":\"" + service + "\""));
    }

    private static String joined(Collection<Integer> ports) {
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static boolean says(Path file, String what) throws IOException {
        return Files.exists(file) && Files.readString(file, ISO_8859_1).contains(what);
    }

    @Test
    void ircOfAServerAndAClientIsFoundOnEachPort() throws IOException {
        Installed.require("ngircd", "ngircd");
        Installed.require("ii", "ii");
        Path conf = Files.writeString(folder.resolve("ngircd.conf"), """
                [Global]
                Name = irc.example.org
                Info = A server for a test
                Ports = %s
                [Options]
                DNS = no
                Ident = no
                PAM = no
                """.formatted(joined(PORTS)));
        lab.start(server, folder.resolve("ngircd.log"), "ngircd", "--nodaemon", "--config", conf.toString());
        Lab.await("the server", () -> lab.in(server, "ss -Hltn").lines().count() >= PORTS.size());

        eachPortIs("irc", "chat", seen(port -> {
            Path home = folder.resolve("ii-" + port);
            lab.start(
                    client,
                    folder.resolve("ii.log"),
                    "ii",
                    "-s",
                    SERVER,
                    "-p",
                    Integer.toString(port),
                    "-n",
                    "romeo" + port,
                    "-i",
                    home.toString());
            Path out = home.resolve(SERVER).resolve("out");
            Lab.await("the welcome at " + port, () -> says(out, "Welcome to the Internet Relay Network"));
        }));
    }

    @Test
    void xmppOfAServerAndAClientIsFoundOnEachPort() throws IOException {
        Installed.require("prosody", "prosody");
        Installed.require("openssl", "openssl");
        Installed.require("python3", "python3-slixmpp");
        String key = folder.resolve("key.pem").toString();
        String certificate = folder.resolve("cert.pem").toString();
        lab.in(
                server,
                ("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=example.org -keyout " + key + " -out "
                                + certificate)
                        .split(" "));
        Path conf = Files.writeString(folder.resolve("prosody.cfg.lua"), """
                run_as_root = true
                daemonize = false
                pidfile = "%1$s/prosody.pid"
                data_path = "%1$s"
                modules_enabled = { "roster", "saslauth", "tls", "ping" }
                modules_disabled = { "s2s" }
                authentication = "internal_hashed"
                c2s_require_encryption = true
                c2s_ports = { %2$s }
                interfaces = { "%3$s" }
                log = { info = "*console" }
                VirtualHost "example.org"
                ssl = { key = "%1$s/key.pem", certificate = "%1$s/cert.pem" }
                """.formatted(folder, joined(PORTS), SERVER));
        lab.in(server, "prosodyctl", "--config", conf.toString(), "register", "romeo", "example.org", "wherefore");
        lab.start(server, folder.resolve("prosody.log"), "prosody", "-F", "--config", conf.toString());
        Lab.await("the server", () -> lab.in(server, "ss -Hltn").lines().count() >= PORTS.size());
        Path script = Files.writeString(folder.resolve("client.py"), """
                import sys, slixmpp
                class Client(slixmpp.ClientXMPP):
                    def __init__(self):
                        super().__init__("romeo@example.org", "wherefore")
                        self.ca_certs = "%s"
                        self.add_event_handler("session_start", self.start)
                    async def start(self, event):
                        await self.get_roster()
                        print("signed in", flush=True)
                        self.disconnect()
                client = Client()
                client.connect((sys.argv[1], int(sys.argv[2])))
                client.process(forever=False)
                """.formatted(certificate));

        eachPortIs(
                "xmpp",
                "chat",
                seen(port -> assertThat(lab.in(
                                client,
                                "timeout",
                                "20",
                                "/usr/bin/python3",
                                script.toString(),
                                SERVER,
                                Integer.toString(port)))
                        .contains("signed in")));
    }

    @Test
    void matrixIsFoundByWhatItsClientsAskForOnEachPort() throws IOException {
        Installed.require("curl", "curl");
        Installed.require("python3", "python3");
        Files.createDirectories(folder.resolve("_matrix/client"));
        Files.writeString(folder.resolve("_matrix/client/versions"), "{\"versions\":[\"v1.11\"]}");
        for (int port : PORTS) {
            lab.start(
                    server,
                    folder.resolve("http-" + port),
                    "/usr/bin/python3",
                    "-m",
                    "http.server",
                    "-d",
                    folder.toString(),
                    Integer.toString(port));
        }
        Lab.await("the server", () -> lab.in(server, "ss -Hltn").lines().count() >= PORTS.size());

        eachPortIs(
                "matrix",
                "chat",
                seen(port -> assertThat(
                                lab.in(client, "curl -sf http://" + SERVER + ":" + port + "/_matrix/client/versions"))
                        .contains("v1.11")));
    }

    @Test
    void wireIsFoundByTheNameThatItsClientsAskForOnEachPort() throws IOException {
        Installed.require("openssl", "openssl");
        String key = folder.resolve("key.pem").toString();
        lab.in(
                server,
                ("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=wire -keyout " + key + " -out " + key
                                + ".crt")
                        .split(" "));
        for (int port : PORTS) {
            lab.start(
                    server,
                    folder.resolve("tls-" + port),
                    ("openssl s_server -www -key " + key + " -cert " + key + ".crt -accept " + port).split(" "));
        }
        Lab.await("the server", () -> lab.in(server, "ss -Hltn").lines().count() >= PORTS.size());

        eachPortIs(
                "wire",
                "chat",
                seen(port -> assertThat(lab.attempt(
                                        client,
                                        ("openssl s_client -servername prod-nginz-https.wire.com -connect " + SERVER
                                                        + ":" + port)
                                                .split(" "))
                                .text())
                        .contains("CONNECTED")));
    }

    /// No server is left that speaks it: both sides are written from notes on the protocol (version 11: a header of 20
    /// octets, then keys and values with C0 80 between them).
    @Test
    void yahooIsFoundOnEachPort() throws IOException {
        Installed.require("python3", "python3");
        Path script = Files.writeString(folder.resolve("ymsg.py"), """
                import socket, struct, sys, threading
                def packet(service, session, *fields):
                    body = b"".join(str(field).encode() + bytes([0xc0, 0x80]) for field in fields)
                    return b"YMSG" + struct.pack(">HHHHII", 11, 0, len(body), service, 0, session) + body
                def read(stream):
                    header = stream.read(20)
                    stream.read(struct.unpack(">H", header[8:10])[0])
                    return struct.unpack(">H", header[10:12])[0]
                VERIFY, AUTH, LIST, MESSAGE = 0x4c, 0x57, 0x55, 0x06
                def serve(port):
                    listener = socket.create_server(("", port))
                    while True:
                        connection, _ = listener.accept()
                        stream = connection.makefile("rb")
                        for answer in (packet(VERIFY, 0), packet(AUTH, 7, 1, "romeo", 94, "challenge"),
                                       packet(LIST, 7, 87, "Friends:juliet")):
                            read(stream)
                            connection.sendall(answer)
                        read(stream)
                        stream.close()
                        connection.close()
                if sys.argv[1] == "serve":
                    for port in sys.argv[2:]:
                        threading.Thread(target=serve, args=[int(port)]).start()
                else:
                    connection = socket.create_connection((sys.argv[1], int(sys.argv[2])))
                    stream = connection.makefile("rb")
                    for request in (packet(VERIFY, 0), packet(AUTH, 0, 1, "romeo"),
                                    packet(0x54, 7, 0, "romeo", 6, "response", 96, "response", 1, "romeo")):
                        connection.sendall(request)
                        read(stream)
                    connection.sendall(packet(MESSAGE, 7, 1, "romeo", 5, "juliet", 14, "wherefore"))
                    print("said", stream.read())
                """);
        List<String> serve = new ArrayList<>(List.of("/usr/bin/python3", script.toString(), "serve"));
        PORTS.forEach(port -> serve.add(Integer.toString(port)));
        lab.start(server, folder.resolve("ymsg.log"), serve.toArray(String[]::new));
        Lab.await("the server", () -> lab.in(server, "ss -Hltn").lines().count() >= PORTS.size());

        eachPortIs(
                "ymsg",
                "sign-in",
                seen(port -> assertThat(
                                lab.in(client, "/usr/bin/python3", script.toString(), SERVER, Integer.toString(port)))
                        .contains("said")));
    }
}
