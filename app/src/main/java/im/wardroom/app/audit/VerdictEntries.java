// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit;

import im.wardroom.guard.audit.Entry;
import im.wardroom.server.guarding.Recorded;
import java.util.Map;
import java.util.TreeMap;

/// What is written down of what the guard found. Its evidence holds no message bodies, so this does not, either.
public final class VerdictEntries {

    private VerdictEntries() {}

    public static Entry of(Recorded recorded) {
        Map<String, String> details = new TreeMap<>();
        recorded.finding().evidence().forEach((name, value) -> details.put("seen-" + name, value));
        details.put("reason", recorded.finding().reason().code());
        details.put("reference", recorded.reference());
        details.put("enforced", Boolean.toString(recorded.enforced()));
        details.put("count", Long.toString(recorded.count()));
        if (recorded.recipient() != null) {
            details.put("recipient", recorded.recipient().bare().toString());
        }
        return Entry.of(Entry.Kind.VERDICT, recorded.sender().toString(), recorded.verdict(), details);
    }
}
