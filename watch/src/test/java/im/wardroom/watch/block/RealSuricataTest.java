// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.capture.Captures;
import im.wardroom.watch.lab.Installed;
import im.wardroom.watch.packet.Frames;
import im.wardroom.watch.packet.Segment;
import im.wardroom.watch.protocol.Hellos;
import im.wardroom.watch.protocol.QuicClient;
import im.wardroom.watch.protocol.Wire;
import im.wardroom.watch.service.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Suricata 7 with our rules, on a capture that is made here. Debian 12 has none but in its backports, so this runs
/// where there is one and nowhere has to.
@Tag("slow")
class RealSuricataTest {

    private static final String EXCEPTIONS = """
            host status.telegram.org -
            host chat.status.telegram.org telegram chat own
            exact one.telegram.org -
            """;
    private static final int FIRST_PORT = 40000;
    private static final int SYN_ACK = Segment.SYN | Segment.ACK;
    private static final String OTHER = "198.51.100.7";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream capture = new ByteArrayOutputStream();
    private int flows;

    private void suricata(String... options) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("classification.config"), "config classification: policy-violation,Policy,1\n");
        Files.writeString(folder.resolve("reference.config"), "");
        Files.writeString(folder.resolve("threshold.config"), "");
        Path conf = Files.writeString(folder.resolve("suricata.yaml"), """
                %%YAML 1.1
                ---
                vars:
                  address-groups: {HOME_NET: "any", EXTERNAL_NET: "any"}
                default-rule-path: %1$s
                rule-files: [wardroom.rules]
                classification-file: %1$s/classification.config
                reference-config-file: %1$s/reference.config
                threshold-file: %1$s/threshold.config
                default-log-dir: %1$s
                stats: {enabled: no}
                outputs:
                  - fast: {enabled: yes, filename: fast.log, append: no}
                logging:
                  default-log-level: notice
                  outputs:
                    - console: {enabled: yes}
                app-layer:
                  protocols:
                    tls: {enabled: yes, detection-ports: {dp: 443}}
                    http: {enabled: yes}
                    quic: {enabled: yes}
                    dns:
                      tcp: {enabled: yes, detection-ports: {dp: 53}}
                      udp: {enabled: yes, detection-ports: {dp: 53}}
                """.formatted(folder));
        List<String> words = new ArrayList<>(List.of("suricata", "-c", conf.toString(), "-l", folder.toString()));
        words.addAll(Arrays.asList(options));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
        assertThat(Files.readAllLines(folder.resolve("output"))).noneMatch(line -> line.matches("[WE]: .*"));
    }

    private void rules(Rules rules) throws IOException {
        Assumptions.assumeTrue(Installed.isThere("suricata"), "suricata is not installed");
        Files.writeString(
                folder.resolve("wardroom.rules"), Rulings.text(new SuricataRules(Action.ALERT, Sids.DEFAULT), rules));
    }

    @Test
    void rulesForAllServicesAreUnderstood() throws IOException, InterruptedException {
        rules(RuleBook.rules(Rulings.directory(EXCEPTIONS), new Selection(Set.of(Service.values()), true), List.of()));

        suricata("-T");
    }

    @Test
    void theMessengersNamesAreReportedAndNoOthers() throws IOException, InterruptedException {
        rules(Rulings.rules(EXCEPTIONS, Service.TELEGRAM));
        capture.writeBytes(Captures.header(ByteOrder.LITTLE_ENDIAN, 0xa1b2c3d4, 101));
        List<String> denied =
                List.of("telegram.org", "Web.Telegram.ORG", "x.one.telegram.org", "chat.status.telegram.org");
        List<String> passed = List.of(
                "www.example.net", "status.telegram.org", "a.status.telegram.org", "one.telegram.org", "xtelegram.org");
        for (String host : denied) {
            inEachWay(host, OTHER);
        }
        int firstPassed = flows;
        for (String host : passed) {
            inEachWay(host, OTHER);
        }
        int firstByAddress = flows;
        inEachWay("any.example.net", "149.154.167.99");
        Path file = Files.write(folder.resolve("test.pcap"), capture.toByteArray());

        suricata("-r", file.toString(), "-k", "none");

        List<String> alerts = Files.readAllLines(folder.resolve("fast.log"));
        for (int flow = 0; flow < flows; flow++) {
            String client = " 10.0.0.1:" + (FIRST_PORT + flow) + " ";
            assertThat(alerts.stream().anyMatch(alert -> alert.contains(client)))
                    .as("flow " + flow + " of " + flows + " in " + alerts)
                    .isEqualTo(flow < firstPassed || flow >= firstByAddress);
        }
    }

    private void inEachWay(String host, String server) {
        http(host, server);
        tls(host, server);
        dns(host, server);
        quic(host, server);
    }

    private void http(String host, String server) {
        talk(server, 8000, ("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void tls(String host, String server) {
        talk(server, 8443, Hellos.asking(host));
    }

    private void dns(String host, String server) {
        Record question = Record.newRecord(dnsName(host), Type.A, DClass.IN);
        byte[] query = Message.newQuery(question).toWire();
        send("10.0.0.1", server, 17, Frames.udp(FIRST_PORT + flows++, 53, query));
    }

    private void quic(String host, String server) {
        byte[] hello = Hellos.message(
                        1,
                        Hellos.client(
                                0x0303, new Wire().bytes(Hellos.serverName(host).bytes())))
                .bytes();
        byte[] frame = QuicClient.crypto(0, hello).bytes();
        try {
            byte[] packet = QuicClient.first("aabbccddeeff" + (1000 + flows))
                    .packet(0xC3, 1, new Wire().bytes(frame).zeros(1162 - frame.length));
            send("10.0.0.1", server, 17, Frames.udp(FIRST_PORT + flows++, 443, packet));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static org.xbill.DNS.Name dnsName(String host) {
        try {
            return org.xbill.DNS.Name.fromString(host, org.xbill.DNS.Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// What a client sends over TCP, with the beginning and the acknowledgement around it.
    private void talk(String server, int port, byte[] request) {
        int client = FIRST_PORT + flows++;
        byte[] none = {};
        int after = 101 + request.length;
        send("10.0.0.1", server, 6, Frames.tcp(client, port, 100, Segment.SYN, none));
        send(server, "10.0.0.1", 6, acknowledging(101, Frames.tcp(port, client, 500, SYN_ACK, none)));
        send("10.0.0.1", server, 6, acknowledging(501, Frames.tcp(client, port, 101, Segment.ACK, none)));
        send("10.0.0.1", server, 6, acknowledging(501, Frames.tcp(client, port, 101, Segment.ACK, request)));
        send(server, "10.0.0.1", 6, acknowledging(after, Frames.tcp(port, client, 501, Segment.ACK, none)));
    }

    private static byte[] acknowledging(int number, byte[] segment) {
        ByteBuffer.wrap(segment).putInt(8, number);
        return segment;
    }

    private void send(String from, String to, int protocol, byte[] segment) {
        capture.writeBytes(Captures.record(
                ByteOrder.LITTLE_ENDIAN, 1_700_000_000, capture.size(), Frames.ipv4(from, to, protocol, segment)));
    }
}
