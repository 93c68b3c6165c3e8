// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.guard.audit.Entry;
import im.wardroom.guard.audit.Hash;
import im.wardroom.guard.audit.Json;
import im.wardroom.server.audit.SignIns;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What hostile texts must not do to each format.
class FormatsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");
    private static final SignIns.Means MEANS =
            new SignIns.Means("SCRAM-SHA-256", InetAddress.ofLiteral("192.0.2.1"), "Gajim", null);

    private static AuditRecord record(Entry entry) {
        return new AuditRecord(7, NOON, entry, Hash.NONE);
    }

    private static String message(Format format, Entry entry) {
        return new String(new Syslog(13, "example.org", format, 8_192).message(record(entry)), StandardCharsets.UTF_8);
    }

    private static Entry nasty() {
        return Entry.of(
                Entry.Kind.ADMINISTRATION,
                "a\"]\\|=\n<34>1 forged",
                "user|add é",
                Map.of("account", "x] y\"z\\ =\r\n|CEF:0|", "bad name]=\"", "1", "outcome", "done"));
    }

    @Test
    void structuredDataIsWhatRfc5424Says() {
        Entry entry = SignIns.failed("romeo@example.org", MEANS, "not-authorized");
        assertThat(message(new StructuredData(), entry))
                .isEqualTo("<108>1 2026-01-01T12:00:00.123Z example.org wardroom - sign-in-failed "
                        + "[audit@32473 seq=\"7\" kind=\"SIGN_IN\" actor=\"romeo@example.org\" action=\"sign-in-failed\" hash=\""
                        + record(entry).hash()
                        + "\"][details@32473 address=\"192.0.2.1\" cause=\"not-authorized\" mechanism=\"SCRAM-SHA-256\""
                        + " software=\"Gajim\"] \ufeffromeo@example.org: sign-in-failed");
    }

    @Test
    void structuredDataEscapesAndNothingBreaksOutOfIt() {
        String message = message(new StructuredData(), nasty());
        assertThat(message)
                .contains("actor=\"a\\\"\\]\\\\|=\ufffd<34>1 forged\"")
                .contains("account=\"x\\] y\\\"z\\\\ =\ufffd\ufffd|CEF:0|\"")
                .contains("bad_name___=\"1\"")
                .contains(" user|add__ [audit@32473 ")
                .doesNotContain("\n", "\r");
    }

    @Test
    void commonEventFormatEscapesItsHeaderAndItsExtensionDifferently() {
        String message = message(new Cef("0.1.0"), nasty());
        assertThat(message)
                .contains(
                        " - CEF:0|Wardroom|Wardroom|0.1.0|user\\|add é|ADMINISTRATION user\\|add é|3|rt=1767268800123 ")
                .contains("suser=a\"]\\\\|\\=\\n<34>1 forged duser=")
                .contains("duser=x] y\"z\\\\ \\=\\r\\n|CEF:0| outcome=done")
                .doesNotContain("\n", "\r");
        assertThat(message(new Cef("0.1.0"), SignIns.succeeded("romeo@example.org", MEANS, true)))
                .contains("|sign-in|SIGN_IN sign-in|1|", " src=192.0.2.1 outcome=success ");
        SignIns.Means six = new SignIns.Means("X", InetAddress.ofLiteral("2001:db8::1"), null, null);
        assertThat(message(new Cef("0.1.0"), SignIns.failed("romeo@example.org", six, "locked")))
                .contains("c6a2=2001:db8:0:0:0:0:0:1 outcome=failure reason=locked")
                .doesNotContain(" src=");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> event(Entry entry) {
        String message = message(new Ocsf("0.1.0", "example.org"), entry);
        return Json.object(message.substring(message.indexOf(" - {") + 3));
    }

    @Test
    void openSchemaHasTheClassThatFits() {
        assertThat(event(SignIns.failed("romeo@example.org", MEANS, "locked")))
                .containsEntry("class_uid", 3002L)
                .containsEntry("type_uid", 300201L)
                .containsEntry("category_uid", 3L)
                .containsEntry("status_id", 2L)
                .containsEntry("status_detail", "locked")
                .containsEntry("time", 1767268800123L)
                .containsEntry("src_endpoint", Map.of("ip", "192.0.2.1"))
                .containsEntry("user", Map.of("name", "romeo@example.org"));
        Entry created = Entry.of(
                Entry.Kind.ADMINISTRATION, "admin@example.org", "account-created", Map.of("account", "x@y.example"));
        assertThat(event(created))
                .containsEntry("type_uid", 300101L)
                .containsEntry("user", Map.of("name", "x@y.example"))
                .containsEntry("actor", Map.of("user", Map.of("name", "admin@example.org")));
        assertThat(event(Entry.of(Entry.Kind.SYSTEM, "server", "start", Map.of())))
                .containsEntry("type_uid", 600203L);
        assertThat(event(Entry.of(Entry.Kind.VERDICT, "romeo@example.org", "refuse", Map.of("reason", "leak"))))
                .containsEntry("type_uid", 200401L)
                .containsEntry("category_uid", 2L);
        assertThat(event(nasty()))
                .containsEntry("type_uid", 600399L)
                .containsEntry("message", "a\"]\\|=\n<34>1 forged: user|add é");
        assertThat(message(new Ocsf("0.1.0", "example.org"), nasty())).doesNotContain("\n", "\r");
    }

    @Test
    void messageFitsHoweverLongTheDetailsAre() {
        Map<String, String> details = new java.util.HashMap<>();
        for (int i = 0; i < 32; i++) {
            details.put("é".repeat(900) + i, "😀".repeat(1_000));
        }
        Entry entry = Entry.of(Entry.Kind.VERDICT, "é".repeat(1_000), "\"".repeat(1_000), details);
        for (Format format : new Format[] {new StructuredData(), new Cef("0.1.0"), new Ocsf("0.1.0", "example.org")}) {
            byte[] message = new Syslog(13, "example.org", format, 4_096).message(record(entry));
            assertThat(message.length).as(format.toString()).isBetween(200, 4_096);
            assertThat(new String(message, StandardCharsets.UTF_8)).contains("shortened");
        }
    }
}
