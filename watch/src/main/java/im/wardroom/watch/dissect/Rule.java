// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import im.wardroom.watch.service.Entry;
import java.util.Locale;

/// Which rule would have stopped a flow without breaking anything else.
public enum Rule {
    /// One on a name that is the service's own.
    NAME,
    /// One on addresses that are the service's own.
    ADDRESS,
    /// None: only its protocol gave it away, or others share its name and address.
    NONE;

    private final String id = name().toLowerCase(Locale.ROOT);

    public String id() {
        return id;
    }

    /// What can be made of a line of the directory.
    public static Rule of(Entry entry) {
        if (!entry.isOwn()) {
            return NONE;
        }
        return switch (entry.kind()) {
            case HOST, EXACT -> NAME;
            case NETWORK -> ADDRESS;
            case PORT, JA4, JA3, AGENT, PROTOCOL, CERTIFICATE, REALM -> NONE;
        };
    }
}
