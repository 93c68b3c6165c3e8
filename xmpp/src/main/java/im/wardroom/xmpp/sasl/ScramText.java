// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The grammar that the messages of SCRAM share (RFC 5802 §7): attributes, names, nonces, base64.
final class ScramText {

    private static final int MAX_BYTES = 8192;

    /// One `a=value`.
    record Attribute(char name, String value) {}

    private ScramText() {}

    /// @throws SaslFailure `malformed-request` if the bytes are not UTF-8 without NUL, or too many
    static String utf8(byte[] message) {
        if (message.length > MAX_BYTES) {
            throw SaslFailure.malformed("a message of " + message.length + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw SaslFailure.malformed("NUL in a message");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw SaslFailure.malformed("not UTF-8");
        }
    }

    /// The attributes of a message, none of them twice. RFC 5802 §5.1: `m` is a failure.
    static List<Attribute> attributes(String text) {
        List<Attribute> attributes = new ArrayList<>();
        Set<Character> seen = new HashSet<>();
        for (String part : text.split(",", -1)) {
            if (part.length() < 3 || part.charAt(1) != '=' || !isAlpha(part.charAt(0))) {
                throw SaslFailure.malformed("not an attribute");
            }
            if (part.charAt(0) == 'm') {
                throw SaslFailure.malformed("extensions are not supported");
            }
            if (!seen.add(part.charAt(0))) {
                throw SaslFailure.malformed("attribute " + part.charAt(0) + " twice");
            }
            attributes.add(new Attribute(part.charAt(0), part.substring(2)));
        }
        return attributes;
    }

    /// The value of the attribute that must stand here.
    static String required(List<Attribute> attributes, int position, char name) {
        if (position >= attributes.size() || attributes.get(position).name() != name) {
            throw SaslFailure.malformed("attribute " + name + " is missing");
        }
        return attributes.get(position).value();
    }

    /// A name, where `=2C` stands for the comma and `=3D` for the equals sign.
    static String saslName(String value) {
        StringBuilder name = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) != '=') {
                name.append(value.charAt(i));
            } else if (value.startsWith("=2C", i)) {
                name.append(',');
                i += 2;
            } else if (value.startsWith("=3D", i)) {
                name.append('=');
                i += 2;
            } else {
                throw SaslFailure.malformed("an equals sign in a name");
            }
        }
        return name.toString();
    }

    static String nonce(String value) {
        if (!value.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw SaslFailure.malformed("a nonce that is not printable");
        }
        return value;
    }

    static byte[] base64(String value) {
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw SaslFailure.malformed("not base64");
        }
    }

    static String base64(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }

    private static boolean isAlpha(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
