// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/// One record of the log: an entry with its place and time, and the hash of the record before it. It is kept, exported
/// and hashed as one line of canonical JSON (RFC 8785), so a copy can be checked with nothing but the copy.
///
/// @param seq 1 for the first
/// @param previous the hash of the record before, [Hash#NONE] in the first
public record AuditRecord(long seq, Instant at, Entry entry, Hash previous) {

    public AuditRecord {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        if (seq < 1) {
            throw new IllegalArgumentException("no record has the number " + seq);
        }
    }

    public String line() {
        Map<String, Object> members = new TreeMap<>();
        members.put("seq", seq);
        members.put("at", DateTimeFormatter.ISO_INSTANT.format(at));
        members.put("kind", entry.kind().name());
        members.put("actor", entry.actor());
        members.put("action", entry.action());
        members.put("details", entry.details());
        members.put("previous", previous.toString());
        return Json.write(members);
    }

    public Hash hash() {
        return hash(line());
    }

    /// The hash of a record: what the next one holds, and the leaf of the tree.
    public static Hash hash(String line) {
        return Hash.leaf(line.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException if the line is none that this class has written
    public static AuditRecord parse(String line) {
        Map<String, Object> members = Json.object(line);
        try {
            Map<String, String> details = new TreeMap<>();
            ((Map<?, ?>) members.getOrDefault("details", Map.of()))
                    .forEach((name, value) -> details.put((String) name, (String) value));
            AuditRecord read = new AuditRecord(
                    (Long) members.getOrDefault("seq", 0L),
                    Instant.parse((String) members.getOrDefault("at", "")),
                    Entry.of(
                            Entry.Kind.valueOf((String) members.getOrDefault("kind", "")),
                            (String) members.getOrDefault("actor", ""),
                            (String) members.getOrDefault("action", ""),
                            details),
                    Hash.parse((String) members.getOrDefault("previous", "")));
            if (!read.line().equals(line)) {
                throw new IllegalArgumentException("it is no record in canonical form");
            }
            return read;
        } catch (ClassCastException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("it is no record", e);
        }
    }

    /// Whether it is about this account, in whatever role.
    public boolean isAbout(String account) {
        return entry.actor().equals(account) || entry.details().containsValue(account);
    }
}
