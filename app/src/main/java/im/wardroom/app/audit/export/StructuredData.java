// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.guard.audit.Entry;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A record as the structured data of syslog (RFC 5424 §6.3), and a few words for people.
public record StructuredData() implements Format {

    /// The number that RFC 5612 gives to all that have none of their own.
    private static final String NUMBER = "@32473";

    private static final int MAX_NAME = 32;

    /// RFC 5424 §6.4: the message is UTF-8.
    private static final char BOM = '\ufeff';

    @Override
    public String body(AuditRecord record, int room) {
        return Shortening.fit(record, room, shorter -> text(shorter, record));
    }

    private static String text(AuditRecord record, AuditRecord whole) {
        Entry entry = record.entry();
        Map<String, String> about = new LinkedHashMap<>();
        about.put("seq", Long.toString(record.seq()));
        about.put("kind", entry.kind().name());
        about.put("actor", entry.actor());
        about.put("action", entry.action());
        about.put("hash", whole.hash().toString());
        StringBuilder out = new StringBuilder();
        element("audit", about, out);
        if (!entry.details().isEmpty()) {
            element("details", entry.details(), out);
        }
        return out.append(' ')
                .append(BOM)
                .append(Syslog.visible(entry.actor() + ": " + entry.action()))
                .toString();
    }

    private static void element(String id, Map<String, String> parameters, StringBuilder out) {
        Set<String> used = new HashSet<>();
        out.append('[').append(id).append(NUMBER);
        parameters.forEach((name, value) -> {
            String safe = name(name);
            if (used.add(safe)) {
                out.append(' ').append(safe).append("=\"");
                escape(Syslog.visible(value), out);
                out.append('"');
            }
        });
        out.append(']');
    }

    /// RFC 5424 §6.3.3: without `=`, space, `]` and `"`.
    private static String name(String name) {
        return Syslog.printable(name, MAX_NAME).replaceAll("[=\\]\"]", "_");
    }

    /// RFC 5424 §6.3.3: `"`, `\` and `]` are escaped.
    private static void escape(String value, StringBuilder out) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\' || c == ']') {
                out.append('\\');
            }
            out.append(c);
        }
    }
}
