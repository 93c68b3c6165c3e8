// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// Debian's rsyslog as a collector behind TLS on a port of loopback, with a certificate of its own, which writes down
/// how it understood each message. It can be stopped, killed and started again. Belongs to the test's thread.
final class Rsyslog implements AutoCloseable {

    private static final String PROGRAM = "/usr/sbin/rsyslogd";
    private static final String TLS = "/usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_gtls.so";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// A message as it was taken apart.
    record Message(
            String host,
            String application,
            String process,
            String id,
            int facility,
            int severity,
            String time,
            long seq,
            String kind,
            String actor,
            String hash,
            String note,
            String text) {

        static Message of(String line) {
            String[] field = line.split("\t", -1);
            if (field.length != 13) {
                throw new AssertionError("not what was configured: " + line);
            }
            return new Message(
                    field[0],
                    field[1],
                    field[2],
                    field[3],
                    Integer.parseInt(field[4]),
                    Integer.parseInt(field[5]),
                    field[6],
                    Long.parseLong(field[7]),
                    field[8],
                    field[9],
                    field[10],
                    field[11],
                    field[12]);
        }
    }

    private final Path folder;
    private final int port;
    private @Nullable ChildProcess process;

    /// Not started yet. Skipped where it is not installed, unless it has to be.
    ///
    /// @param note the detail of records that is written down
    Rsyslog(Path folder, String note) throws IOException, InterruptedException {
        Installed.require("rsyslog-gnutls", "test", "-x", PROGRAM, "-a", "-e", TLS);
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        certify(folder);
        Files.writeString(folder.resolve("rsyslog.conf"), """
                global(
                  workDirectory="%1$s" maxMessageSize="64k" defaultNetstreamDriver="gtls"
                  defaultNetstreamDriverCAFile="%1$s/cert.pem"
                  defaultNetstreamDriverCertFile="%1$s/cert.pem"
                  defaultNetstreamDriverKeyFile="%1$s/key.pem"
                )
                module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="anon")
                module(load="mmpstrucdata")
                template(name="fields" type="list") {
                  property(name="hostname") constant(value="\\t")
                  property(name="app-name") constant(value="\\t")
                  property(name="procid") constant(value="\\t")
                  property(name="msgid") constant(value="\\t")
                  property(name="syslogfacility") constant(value="\\t")
                  property(name="syslogseverity") constant(value="\\t")
                  property(name="timereported" dateFormat="rfc3339") constant(value="\\t")
                  property(name="$!rfc5424-sd!audit@32473!seq") constant(value="\\t")
                  property(name="$!rfc5424-sd!audit@32473!kind") constant(value="\\t")
                  property(name="$!rfc5424-sd!audit@32473!actor") constant(value="\\t")
                  property(name="$!rfc5424-sd!audit@32473!hash") constant(value="\\t")
                  property(name="$!rfc5424-sd!details@32473!%2$s") constant(value="\\t")
                  property(name="msg") constant(value="\\n")
                }
                input(type="imtcp" address="127.0.0.1" port="%3$d" ruleset="all")
                ruleset(name="all") {
                  action(type="mmpstrucdata")
                  action(type="omfile" file="%1$s/messages" template="fields" flushOnTXEnd="on")
                }
                """.formatted(folder, note, port));
    }

    /// For the name of this machine, signed by itself.
    private static void certify(Path folder) throws InterruptedException {
        String[] command =
                ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
                                + " -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem")
                        .split(" ");
        try (ChildProcess openssl = ChildProcess.start(new ProcessBuilder(command).directory(folder.toFile()))) {
            if (openssl.exit(PATIENCE) != 0) {
                throw new AssertionError("no certificate: " + openssl.lines());
            }
        }
    }

    /// Who vouches for its certificate.
    Path authority() {
        return folder.resolve("cert.pem");
    }

    int port() {
        return port;
    }

    /// Again on the same port and file, if it ran before.
    void start() {
        process = ChildProcess.start(new ProcessBuilder(
                PROGRAM,
                "-n",
                "-f",
                folder.resolve("rsyslog.conf").toString(),
                "-i",
                folder.resolve("rsyslog.pid").toString()));
    }

    /// SIGTERM: it writes what it has.
    void stop() throws InterruptedException {
        if (process != null) {
            process.terminate();
            process.exit(PATIENCE);
        }
    }

    /// SIGKILL: what it has not written is gone.
    void kill() throws IOException {
        if (process != null) {
            process.close();
        }
        Files.deleteIfExists(folder.resolve("rsyslog.pid"));
    }

    /// All so far, in the order in which they came.
    List<Message> messages() {
        try {
            Path file = folder.resolve("messages");
            String text = Files.exists(file) ? Files.readString(file) : "";
            // The last line may be on its way.
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(Message::of)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    List<Long> numbers() {
        return messages().stream().map(Message::seq).toList();
    }

    void awaitNumber(long seq) {
        Awaitility.await().atMost(PATIENCE).until(() -> numbers().contains(seq));
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
