// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

import im.wardroom.guard.audit.Entry;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down who did what to whom: one entry in the audit log and one line in the log for each deed of an
/// administrator.
public final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private AuditLog() {}

    /// Also for what is only looked at. No secrets.
    ///
    /// @param target that it was done to
    public static void note(Call call, String deed, Object target) {
        call.trail()
                .require(Entry.of(
                        Entry.Kind.ADMINISTRATION,
                        call.user().toString(),
                        deed,
                        Map.of(
                                "target",
                                String.valueOf(target),
                                "device",
                                call.asker().resource().toString(),
                                "by",
                                "command")));
        LOG.atInfo()
                .addKeyValue("administrator", call.asker())
                .addKeyValue("deed", deed)
                .addKeyValue("target", target)
                .log("administration");
    }
}
