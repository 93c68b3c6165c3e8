// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import im.wardroom.guard.audit.AuditRecord;

/// How a record is told to a collector.
public sealed interface Format permits StructuredData, Cef, Ocsf {

    /// What of a syslog message comes after its header: structured data, and the message (RFC 5424 §6).
    ///
    /// @param room how many bytes it may have; whatever is longer is cut where it does not matter
    String body(AuditRecord record, int room);
}
