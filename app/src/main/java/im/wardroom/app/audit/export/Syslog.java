// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import im.wardroom.guard.audit.AuditRecord;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;

/// Syslog messages (RFC 5424 §6): the header, and what a format puts behind it.
///
/// @param facility RFC 5424 §6.2.1
/// @param host the server's name
/// @param size how many bytes a message may have
public record Syslog(int facility, String host, Format format, int size) {

    private static final String NIL = "-";
    private static final int MAX_HOST = 255;
    private static final int MAX_ID = 32;

    public byte[] message(AuditRecord record) {
        int priority = facility * 8 + Weight.of(record.entry()).syslog();
        String header = "<" + priority + ">1 " + DateTimeFormatter.ISO_INSTANT.format(record.at()) + ' '
                + printable(host, MAX_HOST) + " wardroom - "
                + printable(record.entry().action(), MAX_ID) + ' ';
        return (header + format.body(record, size - header.length())).getBytes(StandardCharsets.UTF_8);
    }

    /// RFC 5424 §6: PRINTUSASCII, which has no space.
    static String printable(String text, int length) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(length).forEach(c -> out.append(c > ' ' && c < 0x7f ? (char) c : '_'));
        return out.isEmpty() ? NIL : out.toString();
    }

    /// Line ends and the like would let a text look like several messages to whoever reads lines.
    static String visible(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? '\ufffd' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
