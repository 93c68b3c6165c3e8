// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.wardroom.app.clients.Rsyslog.Message;
import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.guard.audit.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Records of the started program arrive at a collector of other people's making, which understands each part, and
/// none is lost while it is away.
@Tag("slow")
@Timeout(120)
class RsyslogTest {

    private static final String NASTY = "He said \"no]\" \\ and\nleft = ☾";

    @TempDir
    Path folder;

    @Test
    void recordsAreUnderstoodAndNoneIsLostWhileTheCollectorIsAway() throws Exception {
        try (Rsyslog rsyslog = new Rsyslog(Files.createDirectory(folder.resolve("rsyslog")), "reason");
                StartedProgram program = StartedProgram.start(
                        folder,
                        "[[audit.export]]",
                        "name = \"siem\"",
                        "host = \"localhost\"",
                        "port = " + rsyslog.port(),
                        "authority = \"" + rsyslog.authority() + '"')) {
            // It was not there from the beginning.
            Person sailor = program.person("sailor");
            rsyslog.start();
            assertThat(program.ask(new Request.GuardQuarantine(sailor.name(), NASTY)))
                    .isInstanceOf(Reply.Done.class);
            rsyslog.awaitNumber(last(program));
            areUnderstood(rsyslog.messages(), AuditLog.records(program.data()));

            // What has arrived for certain does not come again.
            await().atMost(Duration.ofSeconds(30)).until(() -> isUpToDate(program));
            long settled = last(program);
            rsyslog.stop();
            block(program, 20);
            rsyslog.start();
            rsyslog.awaitNumber(last(program));
            assertThat(rsyslog.numbers()).isEqualTo(upTo(1, last(program)));

            // What the dead one had and not written comes again; what it had written may.
            block(program, 50);
            rsyslog.kill();
            block(program, 50);
            rsyslog.start();
            rsyslog.awaitNumber(last(program));
            List<Long> numbers = rsyslog.numbers();
            assertThat(numbers).containsAll(upTo(1, last(program)));
            assertThat(numbers.stream().filter(seq -> seq <= settled)).isEqualTo(upTo(1, settled));
        }
    }

    private static void block(StartedProgram program, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(program.ask(new Request.GuardBlock("link:worm" + i + ".example")))
                    .isInstanceOf(Reply.Done.class);
        }
    }

    private static void areUnderstood(List<Message> messages, List<AuditRecord> records) {
        assertThat(messages).hasSameSizeAs(records);
        for (int i = 0; i < records.size(); i++) {
            AuditRecord record = records.get(i);
            Entry entry = record.entry();
            Message message = messages.get(i);
            assertThat(message)
                    .isEqualTo(new Message(
                            "localhost",
                            "wardroom",
                            "-",
                            entry.action(),
                            13,
                            severity(entry.kind()),
                            message.time(),
                            record.seq(),
                            entry.kind().name(),
                            entry.actor(),
                            record.hash().toString(),
                            entry.details().getOrDefault("reason", "").replace('\n', '\ufffd'),
                            "\ufeff" + entry.actor() + ": " + entry.action()));
            assertThat(java.time.OffsetDateTime.parse(message.time()).toInstant())
                    .isEqualTo(record.at());
        }
        assertThat(messages).anyMatch(message -> message.note().equals(NASTY.replace('\n', '\ufffd')));
    }

    private static int severity(Entry.Kind kind) {
        return switch (kind) {
            case VERDICT -> 4;
            case ADMINISTRATION -> 5;
            case SIGN_IN, SYSTEM -> 6;
        };
    }

    private static boolean isUpToDate(StartedProgram program) {
        return program.ask(new Request.Status()) instanceof Reply.Done(List<String> lines)
                && lines.stream()
                        .anyMatch(line -> line.contains("audit export siem")
                                && line.contains("connected, 0 records behind")
                                && !line.contains("not connected"));
    }

    private static List<Long> upTo(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static long last(StartedProgram program) {
        return AuditLog.records(program.data()).getLast().seq();
    }
}
