// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.command.CommandError;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.xml.Element;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// A role that a room made up itself, such as "teacher" (XEP-0317 §3.1).
///
/// @param hue of its colour, in degrees, or null
record Hat(String uri, String title, @Nullable String hue) {

    static final String NS = "urn:xmpp:hats:0";
    static final String URI = "hats#uri";
    static final String TITLE = "hats#title";
    static final String HUE = "hats#hue";

    private static final int MAX_URI = 500;
    private static final int MAX_TITLE = 100;
    private static final double CIRCLE = 360;

    /// @throws im.wardroom.xmpp.stanza.StanzaException if it cannot be a hat
    static Hat of(SubmittedForm form) {
        String uri = form.one(URI).orElse("");
        String title = form.one(TITLE).orElse("");
        if (!isAbsolute(uri) || uri.length() > MAX_URI) {
            throw CommandError.BAD_PAYLOAD.because("A hat has a URI of " + MAX_URI + " characters at most.");
        }
        if (title.isEmpty() || title.length() > MAX_TITLE) {
            throw CommandError.BAD_PAYLOAD.because("A hat has a title of " + MAX_TITLE + " characters at most.");
        }
        return new Hat(uri, title, hue(form.one(HUE).orElse("")));
    }

    private static boolean isAbsolute(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static @Nullable String hue(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            double degrees = Double.parseDouble(text);
            if (degrees >= 0 && degrees <= CIRCLE) {
                return String.valueOf(degrees);
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers that are no angle.
        }
        throw CommandError.BAD_PAYLOAD.because("The hue is an angle from 0 to 360.");
    }

    Element toElement() {
        return Element.of(NS, "hat").with("title", title).with("uri", uri).with("hue", hue);
    }

    static Hat of(Element hat) {
        return new Hat(hat.attribute("uri", ""), hat.attribute("title", ""), hat.attribute("hue"));
    }
}
