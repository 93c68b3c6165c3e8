// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells, for who wants to see it, which stops a stanza passes: at level TRACE of the logger `im.wardroom.journey`.
public final class Journey {

    private static final Logger LOG = LoggerFactory.getLogger("im.wardroom.journey");

    private Journey() {}

    /// @param stop as in the table of ARCHITECTURE.md
    /// @param what the stanza's kind or the entity's address; never a payload
    public static void passed(String stop, Object what) {
        if (LOG.isTraceEnabled()) {
            LOG.atTrace().addKeyValue("stop", stop).addKeyValue("what", what).log("passed");
        }
    }
}
