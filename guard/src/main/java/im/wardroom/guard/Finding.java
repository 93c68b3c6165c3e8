// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import java.util.HashMap;
import java.util.Map;

/// Why something was stopped, or would have been.
///
/// @param reason of the kind
/// @param text a sentence for whoever is stopped; tells nothing about rules, lists or other people
/// @param evidence for the auditor: what was seen, by name; no message bodies
public record Finding(Reason reason, String text, Map<String, String> evidence) {

    public Finding {
        evidence = Map.copyOf(evidence);
    }

    public static Finding of(Reason reason, String text) {
        return new Finding(reason, text, Map.of());
    }

    /// The same with one thing more that was seen.
    public Finding with(String name, Object value) {
        var more = new HashMap<>(evidence);
        more.put(name, String.valueOf(value));
        return new Finding(reason, text, more);
    }
}
