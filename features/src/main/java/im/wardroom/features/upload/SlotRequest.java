// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.upload;

import im.wardroom.store.Upload.Purpose;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.time.Timestamps;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What somebody wants to upload (XEP-0363 §4, §5), checked.
///
/// @param type the media type without its parameters, or empty if none was announced
/// @param expires when it must be gone; null if nothing is said
record SlotRequest(
        String name,
        long size,
        String type,
        Purpose purpose,
        @Nullable Instant expires) {

    static final String NS = "urn:xmpp:http:upload:0";
    static final String PURPOSE = "urn:xmpp:http:upload:purpose:0";

    private static final int MAX_NAME = 255;
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,15}");
    private static final Pattern TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

    /// @throws StanzaException if something is missing, or is not what it should be
    static SlotRequest of(Element request, Instant now) {
        Element ephemeral = request.child(PURPOSE, "ephemeral");
        if (request.has(PURPOSE, "permanent")) {
            throw new StanzaException(Condition.NOT_ALLOWED, "Nothing is kept permanently here.");
        }
        return new SlotRequest(
                name(request.attribute("filename", "")),
                size(request.attribute("size", "")),
                type(request.attribute("content-type", "")),
                ephemeral != null
                        ? Purpose.EPHEMERAL
                        : request.has(PURPOSE, "profile") ? Purpose.PROFILE : Purpose.MESSAGE,
                ephemeral == null ? null : expires(ephemeral, now));
    }

    /// A name, not a path; and nothing that makes it look like another one (Unicode's marks of direction).
    private static String name(String given) {
        boolean valid = !given.isBlank()
                && !given.equals(".")
                && !given.equals("..")
                && given.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME
                && given.codePoints().allMatch(SlotRequest::isOfAName);
        if (!valid) {
            throw new StanzaException(
                    Condition.BAD_REQUEST,
                    "The attribute filename must be the name of a file, of at most 255 bytes, without slashes and"
                            + " invisible characters.");
        }
        return given;
    }

    private static boolean isOfAName(int c) {
        return c != '/'
                && c != '\\'
                && !Character.isISOControl(c)
                && Character.getType(c) != Character.SURROGATE
                && Character.getType(c) != Character.LINE_SEPARATOR
                && Character.getType(c) != Character.PARAGRAPH_SEPARATOR
                && !(c >= 0x200B && c <= 0x200F && c != 0x200D)
                && !(c >= 0x202A && c <= 0x202E)
                && !(c >= 0x2066 && c <= 0x2069)
                && c != 0xFEFF;
    }

    private static long size(String given) {
        long size = SIZE.matcher(given).matches() ? Long.parseLong(given) : 0;
        if (size == 0) {
            throw new StanzaException(
                    Condition.BAD_REQUEST, "The attribute size must be the file's size in bytes, and not 0.");
        }
        return size;
    }

    private static String type(String given) {
        int parameters = given.indexOf(';');
        String type = (parameters < 0 ? given : given.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !TYPE.matcher(type).matches()) {
            throw new StanzaException(Condition.BAD_REQUEST, "The attribute content-type must be a media type.");
        }
        return type;
    }

    private static Instant expires(Element ephemeral, Instant now) {
        try {
            Instant expires = Timestamps.parse(ephemeral.attribute("expire-before", ""));
            if (expires.isAfter(now)) {
                return expires;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new StanzaException(
                Condition.BAD_REQUEST, "The attribute expire-before must be a time to come (XEP-0082).");
    }
}
