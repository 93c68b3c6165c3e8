// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.embedded;

import im.wardroom.guard.Act;
import im.wardroom.guard.EndToEnd;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds the files that are within one stanza: bits of binary (XEP-0231), pictures of people and rooms (XEP-0084,
/// XEP-0054, XEP-0292), `data:` addresses wherever they stand (XEP-0071 among them), and anything else in Base64 that
/// is published or sent. What is encrypted end to end is passed over. Pure functions.
public final class Embedded {

    static final String BOB = "urn:xmpp:bob";
    private static final String HASHES = "urn:xmpp:hashes:";

    /// In one stanza; with more it does not pass.
    static final int MAX_PARTS = 64;

    /// Shorter ones are ids, hashes and keys.
    private static final int LEAST = 80;

    /// Pictures whose type is not said are pictures nevertheless.
    private static final String PICTURE = "image/unknown";

    private final List<Part> parts = new ArrayList<>();

    private Embedded() {}

    /// One more than may be, at most.
    public static List<Part> of(Act act) {
        Element stanza = act.stanza().element();
        // Most stanzas have nothing that is long enough.
        if (!mayHold(stanza)) {
            return List.of();
        }
        Embedded found = new Embedded();
        stanza.elements().forEach(found::walk);
        return found.parts;
    }

    private static boolean mayHold(Element element) {
        if (EndToEnd.is(element)) {
            return false;
        }
        for (String value : element.attributes().values()) {
            if (isData(value)) {
                return true;
            }
        }
        for (var node : element.children()) {
            switch (node) {
                case im.wardroom.xmpp.xml.Text text -> {
                    if (text.value().length() >= 16 && !isSpeech(element)) {
                        return true;
                    }
                }
                case Element child -> {
                    if (mayHold(child)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// What people read as it is.
    private static boolean isSpeech(Element element) {
        return element.namespace().equals(Namespaces.CLIENT);
    }

    private void walk(Element element) {
        if (parts.size() > MAX_PARTS || EndToEnd.is(element)) {
            return;
        }
        element.attributes().values().forEach(value -> data("data-address", value));
        if (!own(element) && !isSpeech(element)) {
            String text = element.text();
            if (!data("data-address", text)
                    && !element.namespace().equals(InBandStreams.NS)
                    && !element.namespace().startsWith(HASHES)
                    && Base64Text.is(text, LEAST)) {
                add(new Part("base64", "", "", Base64Text.decode(text)));
            }
        }
        element.elements().filter(child -> !child.is("vcard-temp", "BINVAL")).forEach(this::walk);
    }

    /// What says itself that it is a file.
    private boolean own(Element element) {
        if (element.is(BOB, "data")) {
            return binary("bits-of-binary", element.text(), element.attribute("type", ""));
        }
        if (element.is("urn:xmpp:avatar:data", "data")) {
            return binary("avatar", element.text(), "image/png");
        }
        Element value = element.child("vcard-temp", "BINVAL");
        if (value != null) {
            Element type = element.child("vcard-temp", "TYPE");
            String declared = type == null ? "" : type.text().strip().toLowerCase(Locale.ROOT);
            boolean picture = element.name().equals("PHOTO") || element.name().equals("LOGO");
            return binary("vcard", value.text(), picture && declared.indexOf('/') < 0 ? PICTURE : declared);
        }
        return false;
    }

    private boolean binary(String path, String text, String type) {
        byte[] bytes = Base64Text.decode(text);
        if (bytes.length > 0) {
            add(new Part(path, "", type, bytes));
        }
        return true;
    }

    private void add(Part part) {
        if (parts.size() <= MAX_PARTS) {
            parts.add(part);
        }
    }

    private static boolean isData(String value) {
        return value.stripLeading().regionMatches(true, 0, "data:", 0, 5);
    }

    /// RFC 2397 §2.
    private boolean data(String path, String value) {
        int comma = value.indexOf(',');
        if (comma < 0 || !isData(value)) {
            return false;
        }
        String head = value.substring(value.indexOf(':') + 1, comma).strip().toLowerCase(Locale.ROOT);
        String body = value.substring(comma + 1);
        String type = head.split(";", 2)[0].strip();
        byte[] bytes = head.endsWith("base64") ? Base64Text.decode(percent(body)) : percentBytes(body);
        add(new Part(path, "", type, bytes));
        return true;
    }

    private static String percent(String text) {
        return text.indexOf('%') < 0 ? text : new String(percentBytes(text), StandardCharsets.ISO_8859_1);
    }

    private static byte[] percentBytes(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (in[i] == '%' && high >= 0 && low >= 0) {
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return java.util.Arrays.copyOf(out, length);
    }
}
