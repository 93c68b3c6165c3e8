// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/// What the log was at one moment, signed: whoever keeps it elsewhere can show later that nothing before it was
/// changed, removed or put into another order.
///
/// @param size how many records there were
/// @param root of the tree over them
/// @param key the name of the key that signed
public record TreeHead(long size, Instant at, Hash root, String key, String signature) {

    public static TreeHead of(long size, Instant at, Hash root, HeadKey key) {
        Instant millis = at.truncatedTo(ChronoUnit.MILLIS);
        return new TreeHead(size, millis, root, key.name(), key.sign(signed(size, millis, root, key.name())));
    }

    private static String signed(long size, Instant at, Hash root, String key) {
        return Json.write(members(size, at, root, key));
    }

    private static Map<String, Object> members(long size, Instant at, Hash root, String key) {
        return new TreeMap<>(Map.of(
                "size", size, "at", DateTimeFormatter.ISO_INSTANT.format(at), "root", root.toString(), "key", key));
    }

    /// Whether the key that it names has signed it.
    public boolean isSigned() {
        return HeadKey.isSigned(signed(size, at, root, key), key, signature);
    }

    Map<String, Object> members() {
        Map<String, Object> members = members(size, at, root, key);
        members.put("signature", signature);
        return members;
    }

    public String line() {
        return Json.write(members());
    }

    /// @throws IllegalArgumentException if it is none
    public static TreeHead parse(String line) {
        return of(Json.object(line));
    }

    static TreeHead of(Map<String, Object> members) {
        try {
            return new TreeHead(
                    (Long) members.getOrDefault("size", -1L),
                    Instant.parse((String) members.getOrDefault("at", "")),
                    Hash.parse((String) members.getOrDefault("root", "")),
                    (String) members.getOrDefault("key", ""),
                    (String) members.getOrDefault("signature", ""));
        } catch (ClassCastException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("it is no tree head", e);
        }
    }
}
