// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import im.wardroom.guard.audit.Entry;
import im.wardroom.server.audit.SignIns;

/// How much a record matters, in the numbers of each format.
enum Weight {
    INFORMATION(6, 1, 1),
    NOTICE(5, 3, 2),
    WARNING(4, 7, 3);

    private final int syslog;
    private final int cef;
    private final int ocsf;

    Weight(int syslog, int cef, int ocsf) {
        this.syslog = syslog;
        this.cef = cef;
        this.ocsf = ocsf;
    }

    static Weight of(Entry entry) {
        return switch (entry.kind()) {
            case VERDICT -> WARNING;
            case ADMINISTRATION -> NOTICE;
            case SIGN_IN -> entry.action().startsWith(SignIns.FAILED) ? WARNING : INFORMATION;
            case SYSTEM ->
                switch (entry.action()) {
                    case "entries-refused", "record-damaged" -> WARNING;
                    default -> INFORMATION;
                };
        };
    }

    /// RFC 5424 §6.2.1.
    int syslog() {
        return syslog;
    }

    /// From 0 to 10.
    int cef() {
        return cef;
    }

    /// `severity_id`.
    int ocsf() {
        return ocsf;
    }
}
