// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit;

import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.guard.audit.Entry;
import im.wardroom.store.Audit;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Records of the audit log for people to read. Blocks.
public final class AuditLines {

    private AuditLines() {}

    /// The last ones, the oldest first.
    ///
    /// @param account that they name; null for all
    public static List<String> last(Audit audit, int count, @Nullable String account) {
        Predicate<Audit.Line> wanted = line -> account == null || isAbout(line, account);
        return Pages.last(audit, count, wanted).stream().map(AuditLines::words).toList();
    }

    private static boolean isAbout(Audit.Line line, String account) {
        try {
            return AuditRecord.parse(line.text()).isAbout(account);
        } catch (IllegalArgumentException e) {
            // Somebody changed it; whoever looks shall see it.
            return line.text().contains(account);
        }
    }

    private static String words(Audit.Line line) {
        try {
            AuditRecord record = AuditRecord.parse(line.text());
            Entry entry = record.entry();
            String details = entry.details().entrySet().stream()
                    .map(detail -> detail.getKey() + '=' + plain(detail.getValue()))
                    .collect(Collectors.joining(" "));
            return record.seq() + "  " + record.at() + "  "
                    + entry.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + "  " + plain(entry.actor())
                    + "  " + plain(entry.action()) + (details.isEmpty() ? "" : "  " + details);
        } catch (IllegalArgumentException e) {
            return line.seq() + "  is no record any more: it was changed; see ./wardroom audit verify";
        }
    }

    /// What others have written must not steer a terminal.
    private static String plain(String text) {
        String visible = text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\ufffd' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return visible.isEmpty() || visible.indexOf(' ') >= 0 ? '"' + visible + '"' : visible;
    }
}
