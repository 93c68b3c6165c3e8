// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.store.sql.AuditReading;
import im.wardroom.store.sql.Location;
import java.nio.file.Path;
import java.util.List;

/// The records that a program has written, whether it runs or not.
final class AuditLog {

    private static final int MOST = 10_000;

    private AuditLog() {}

    static List<AuditRecord> records(Path data) {
        try (AuditReading log = AuditReading.of(new Location.Folder(data))) {
            return log.audit().read(1, MOST).stream()
                    .map(line -> AuditRecord.parse(line.text()))
                    .toList();
        }
    }
}
