// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where it is written down who did what to whom: one line for each deed of an administrator.
public final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private AuditLog() {}

    /// Also for what is only looked at. No secrets.
    ///
    /// @param target that it was done to
    public static void note(Call call, String deed, Object target) {
        LOG.atInfo()
                .addKeyValue("administrator", call.asker())
                .addKeyValue("deed", deed)
                .addKeyValue("target", target)
                .log("administration");
    }
}
