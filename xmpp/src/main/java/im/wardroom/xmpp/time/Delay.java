// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.time;

import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When something was sent that comes later (XEP-0203 §4).
public final class Delay {

    private static final String NS = "urn:xmpp:delay";

    private Delay() {}

    /// @param by whose clock it was; null if that goes without saying
    public static Element of(@Nullable String by, Instant at) {
        return Element.of(NS, "delay").with("from", by).with("stamp", Timestamps.format(at));
    }
}
