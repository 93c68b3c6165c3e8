// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The last line of a copy of a part of the log: which records it holds, and the proof that the last of them is in the
/// tree of a signed head; the chain binds the others to it. Signed, so that no record at either end of the copy can be
/// left out later.
///
/// @param first the number of the first record
/// @param last the number of the last record, less than `first` if there is none
/// @param inclusion of the last record in the tree of the head; empty if there is none
public record Seal(long first, long last, TreeHead head, List<Hash> inclusion, String signature) {

    private static final String NAME = "seal";

    public Seal {
        inclusion = List.copyOf(inclusion);
    }

    public static Seal of(long first, long last, TreeHead head, List<Hash> inclusion, HeadKey key) {
        Seal open = new Seal(first, last, head, inclusion, "");
        return new Seal(first, last, head, inclusion, key.sign(Json.write(open.members())));
    }

    /// Whether the key that signed the head has signed this.
    public boolean isSigned() {
        return head.isSigned() && HeadKey.isSigned(Json.write(members()), head.key(), signature);
    }

    /// Whether the head's tree has a record of this hash as the last one of the copy.
    boolean holds(Hash record) {
        return Proof.root(record, last - 1, head.size(), inclusion)
                .filter(head.root()::equals)
                .isPresent();
    }

    private Map<String, Object> members() {
        return new TreeMap<>(Map.of(
                "first",
                first,
                "last",
                last,
                "head",
                head.members(),
                "inclusion",
                inclusion.stream().map(Hash::toString).toList()));
    }

    public String line() {
        return Json.write(Map.of(NAME, members(), "signature", signature));
    }

    public static boolean isOne(String line) {
        return line.startsWith("{\"" + NAME + "\":");
    }

    /// @throws IllegalArgumentException if it is none
    @SuppressWarnings("unchecked")
    public static Seal parse(String line) {
        try {
            Map<String, Object> outer = Json.object(line);
            Map<String, Object> members = (Map<String, Object>) outer.getOrDefault(NAME, Map.of());
            List<Hash> inclusion = ((List<Object>) members.getOrDefault("inclusion", List.of()))
                    .stream().map(hash -> Hash.parse((String) hash)).toList();
            return new Seal(
                    (Long) members.getOrDefault("first", 0L),
                    (Long) members.getOrDefault("last", 0L),
                    TreeHead.of((Map<String, Object>) members.getOrDefault("head", Map.of())),
                    inclusion,
                    (String) outer.getOrDefault("signature", ""));
        } catch (ClassCastException e) {
            throw new IllegalArgumentException("it is no seal", e);
        }
    }
}
