// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import java.util.List;
import java.util.Map;

/// A head with the proof that its tree begins with that of an earlier head (RFC 9162 §2.1.4), for whoever keeps heads
/// and has no copy of the log.
///
/// @param earlier the size of the earlier tree
public record Continuation(TreeHead head, long earlier, List<Hash> proof) {

    private static final String NAME = "consistency";

    public Continuation {
        proof = List.copyOf(proof);
    }

    public boolean continues(TreeHead before) {
        return before.size() == earlier
                && Proof.continues(before.size(), before.root(), head.size(), head.root(), proof);
    }

    public String line() {
        return Json.write(
                Map.of(NAME, proof.stream().map(Hash::toString).toList(), "earlier", earlier, "head", head.members()));
    }

    public static boolean isOne(String line) {
        return line.startsWith("{\"" + NAME + "\":");
    }

    /// @throws IllegalArgumentException if it is none
    @SuppressWarnings("unchecked")
    public static Continuation parse(String line) {
        try {
            Map<String, Object> members = Json.object(line);
            return new Continuation(
                    TreeHead.of((Map<String, Object>) members.getOrDefault("head", Map.of())),
                    (Long) members.getOrDefault("earlier", -1L),
                    ((List<Object>) members.getOrDefault(NAME, List.of()))
                            .stream().map(hash -> Hash.parse((String) hash)).toList());
        } catch (ClassCastException e) {
            throw new IllegalArgumentException("it is no proof of consistency", e);
        }
    }
}
