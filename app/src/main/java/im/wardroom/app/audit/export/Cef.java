// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.guard.audit.Entry;
import im.wardroom.server.audit.SignIns;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A record in the Common Event Format of ArcSight, version 0, as the message of a syslog message.
///
/// @param version of this program
public record Cef(String version) implements Format {

    @Override
    public String body(AuditRecord record, int room) {
        return Shortening.fit(record, room, shorter -> "- " + text(shorter, record));
    }

    private String text(AuditRecord record, AuditRecord whole) {
        Entry entry = record.entry();
        return "CEF:0|Wardroom|Wardroom|" + header(version) + '|' + header(entry.action()) + '|'
                + header(entry.kind().name() + ' ' + entry.action()) + '|'
                + Weight.of(entry).cef() + '|' + extension(record, whole);
    }

    private static String extension(AuditRecord record, AuditRecord whole) {
        Entry entry = record.entry();
        Map<String, String> details = entry.details();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("rt", Long.toString(record.at().toEpochMilli()));
        fields.put("externalId", Long.toString(record.seq()));
        fields.put("cat", entry.kind().name());
        fields.put("act", entry.action());
        fields.put("suser", entry.actor());
        put(fields, "duser", details.get("account"));
        address(fields, details.get(SignIns.ADDRESS));
        put(fields, "outcome", outcome(entry));
        put(fields, "reason", details.get("cause"));
        put(fields, "cnt", details.get("count"));
        fields.put("cs1Label", "hash");
        fields.put("cs1", whole.hash().toString());
        if (!details.isEmpty()) {
            fields.put("cs2Label", "details");
            fields.put(
                    "cs2",
                    details.entrySet().stream()
                            .map(detail -> detail.getKey() + '=' + detail.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return fields.entrySet().stream()
                .map(field -> field.getKey() + '=' + value(field.getValue()))
                .collect(Collectors.joining(" "));
    }

    /// The key `src` is for version 4.
    private static void address(Map<String, String> fields, @org.jspecify.annotations.Nullable String address) {
        if (address != null && address.contains(":")) {
            fields.put("c6a2Label", "Source IPv6 Address");
            fields.put("c6a2", address);
        } else if (address != null && !address.equals("elsewhere")) {
            fields.put("src", address);
        }
    }

    private static @org.jspecify.annotations.Nullable String outcome(Entry entry) {
        if (entry.kind() == Entry.Kind.SIGN_IN) {
            return entry.action().startsWith(SignIns.FAILED) ? "failure" : "success";
        }
        return entry.details().get("outcome");
    }

    private static void put(Map<String, String> fields, String key, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            fields.put(key, value);
        }
    }

    /// In the header, `|` and `\` are escaped.
    private static String header(String text) {
        return Syslog.visible(text).replace("\\", "\\\\").replace("|", "\\|");
    }

    /// In the extension, `=`, `\` and line ends are escaped.
    private static String value(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("=", "\\=")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return Syslog.visible(escaped);
    }
}
