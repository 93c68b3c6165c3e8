// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.guard.audit.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Makes records fit: what details say gets shorter and shorter, and at last there are none.
final class Shortening {

    private static final int[] LENGTHS = {400, 100, 30};

    private Shortening() {}

    static String fit(AuditRecord record, int room, Function<AuditRecord, String> format) {
        String whole = format.apply(record);
        if (bytes(whole) <= room) {
            return whole;
        }
        for (int length : LENGTHS) {
            String shorter = format.apply(with(record, shortened(record.entry().details(), length)));
            if (bytes(shorter) <= room) {
                return shorter;
            }
        }
        return format.apply(with(record, Map.of("shortened", "true")));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Map<String, String> shortened(Map<String, String> details, int length) {
        Map<String, String> shorter = new TreeMap<>();
        details.forEach((name, value) -> shorter.put(cut(name, length), cut(value, length)));
        shorter.put("shortened", "true");
        return shorter;
    }

    private static String cut(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length - 1)) + '…';
    }

    private static AuditRecord with(AuditRecord record, Map<String, String> details) {
        Entry entry = record.entry();
        return new AuditRecord(
                record.seq(),
                record.at(),
                Entry.of(entry.kind(), cut(entry.actor(), LENGTHS[0]), cut(entry.action(), LENGTHS[1]), details),
                record.previous());
    }
}
