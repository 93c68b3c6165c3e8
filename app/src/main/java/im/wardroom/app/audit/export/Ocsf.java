// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.guard.audit.Entry;
import im.wardroom.guard.audit.Json;
import im.wardroom.server.audit.SignIns;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A record as an event of the Open Cybersecurity Schema Framework, in JSON, as the message of a syslog message.
///
/// @param version of this program
/// @param host the server's name
public record Ocsf(String version, String host) implements Format {

    private static final String SCHEMA = "1.3.0";
    private static final int OTHER = 99;

    /// A class of events and what happened in its terms.
    ///
    /// @param category the first digit of the class
    private record Event(int type, String name, int activity, String activityName) {

        int category() {
            return type / 1_000;
        }
    }

    @Override
    public String body(AuditRecord record, int room) {
        return Shortening.fit(record, room, shorter -> "- " + Json.write(event(shorter, record)));
    }

    private Map<String, Object> event(AuditRecord record, AuditRecord whole) {
        Entry entry = record.entry();
        Event event = event(entry);
        Map<String, Object> members = new TreeMap<>();
        members.put("category_uid", event.category());
        members.put("class_uid", event.type());
        members.put("class_name", event.name());
        members.put("activity_id", event.activity());
        members.put("activity_name", event.activityName());
        members.put("type_uid", event.type() * 100L + event.activity());
        members.put("time", record.at().toEpochMilli());
        members.put("severity_id", Weight.of(entry).ocsf());
        members.put("message", entry.actor() + ": " + entry.action());
        members.put("metadata", metadata(record, whole));
        members.put("unmapped", entry.details());
        status(entry, members);
        String count = entry.details().get("count");
        if (count != null && count.matches("\\d{1,9}")) {
            members.put("count", Long.parseLong(count));
        }
        special(event, entry, record, members);
        return members;
    }

    private Map<String, Object> metadata(AuditRecord record, AuditRecord whole) {
        return Map.of(
                "version",
                SCHEMA,
                "uid",
                whole.hash().toString(),
                "sequence",
                record.seq(),
                "log_name",
                "audit",
                "product",
                product());
    }

    private Map<String, Object> product() {
        return Map.of("name", "Wardroom", "vendor_name", "Wardroom", "version", version);
    }

    private static Event event(Entry entry) {
        return switch (entry.kind()) {
            case SIGN_IN -> new Event(3002, "Authentication", 1, "Logon");
            case VERDICT -> new Event(2004, "Detection Finding", 1, "Create");
            case SYSTEM -> lifecycle(entry.action());
            case ADMINISTRATION -> administration(entry.action());
        };
    }

    private static Event lifecycle(String action) {
        String name = "Application Lifecycle";
        return switch (action) {
            case "start" -> new Event(6002, name, 3, "Start");
            case "stop" -> new Event(6002, name, 4, "Stop");
            default -> new Event(6002, name, OTHER, action);
        };
    }

    private static Event administration(String action) {
        String name = "Account Change";
        return switch (action) {
            case "account-created" -> new Event(3001, name, 1, "Create");
            case "account-enabled" -> new Event(3001, name, 2, "Enable");
            case "password-changed" -> new Event(3001, name, 3, "Password Change");
            case "account-disabled" -> new Event(3001, name, 5, "Disable");
            case "account-removed" -> new Event(3001, name, 6, "Delete");
            case "account-unlocked", "hold-begun", "hold-ended" -> new Event(3001, name, OTHER, action);
            default -> new Event(6003, "API Activity", OTHER, action);
        };
    }

    private static void status(Entry entry, Map<String, Object> members) {
        String outcome = entry.details().getOrDefault("outcome", "done");
        boolean failed = entry.action().startsWith(SignIns.FAILED) || !outcome.equals("done");
        members.put("status_id", failed ? 2 : 1);
        members.put("status", failed ? "Failure" : "Success");
        String cause = entry.details().get("cause");
        if (cause != null) {
            members.put("status_detail", cause);
        }
    }

    /// What the schema requires of each class.
    private void special(Event event, Entry entry, AuditRecord record, Map<String, Object> members) {
        switch (event.type()) {
            case 3002 -> {
                members.put("user", Map.of("name", entry.actor()));
                members.put("auth_protocol_id", OTHER);
                members.put("auth_protocol", entry.details().getOrDefault("mechanism", "unknown"));
                members.put("service", Map.of("name", host));
                members.put("src_endpoint", endpoint(entry.details().get(SignIns.ADDRESS)));
            }
            case 3001 -> {
                members.put("user", Map.of("name", entry.details().getOrDefault("account", entry.actor())));
                members.put("actor", actor(entry));
            }
            case 2004 -> {
                members.put(
                        "finding_info",
                        Map.of(
                                "title",
                                entry.action(),
                                "uid",
                                Long.toString(record.seq()),
                                "types",
                                List.of(entry.action())));
                members.put("resources", List.of(Map.of("name", entry.actor(), "type", "account")));
                members.put("is_alert", true);
            }
            case 6002 -> members.put("app", product());
            default -> {
                members.put("actor", actor(entry));
                members.put("api", Map.of("operation", entry.action()));
                members.put("src_endpoint", endpoint(entry.details().get(SignIns.ADDRESS)));
            }
        }
    }

    private static Map<String, Object> actor(Entry entry) {
        return Map.of("user", Map.of("name", entry.actor()));
    }

    /// Without an address it is on the server itself.
    private Map<String, Object> endpoint(@Nullable String address) {
        return address == null || address.equals("elsewhere") || address.contains("/")
                ? Map.of("name", address == null ? host : address)
                : Map.of("ip", address);
    }
}
