// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// Values as the TOML parser gives them.
final class Raw {

    /// Instead of what may be a secret.
    static final String HIDDEN = "something else (not shown, as it may be secret)";

    private static final int SHOWN = 60;

    private Raw() {}

    /// The value's text, or null if its TOML type is not the one that values of this class are written in.
    static @Nullable String text(Object raw, Class<?> type) {
        boolean fits = type == int.class
                ? raw instanceof Long number && BigInteger.valueOf(number).bitLength() < Integer.SIZE
                : type == boolean.class ? raw instanceof Boolean : raw instanceof String;
        return fits ? raw.toString() : null;
    }

    static String describe(Object raw) {
        return switch (raw) {
            case String text -> "the text \"" + (text.length() > SHOWN ? text.substring(0, SHOWN) + '…' : text) + '"';
            case Long number -> "the number " + number;
            case Double number -> "the number " + number;
            case Boolean flag -> "the value " + flag;
            case TomlArray list -> "a list";
            case TomlTable table -> "a section";
            default -> "the value " + raw;
        };
    }
}
