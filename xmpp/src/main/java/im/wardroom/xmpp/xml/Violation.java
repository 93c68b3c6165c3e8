// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;

/// The ways in which input is not allowed, each as the stream error that answers it (RFC 6120 §4.9.3).
final class Violation {

    private static final String ERRORS = "urn:xmpp:errors";

    private Violation() {}

    static StreamException notWellFormed(String text) {
        return new StreamException(Condition.NOT_WELL_FORMED, text);
    }

    /// RFC 6120 §11.1.
    static StreamException restricted(String text) {
        return new StreamException(Condition.RESTRICTED_XML, text);
    }

    /// RFC 6120 §4.9.3.22: this condition is also that of a stream which breaks the rules of UTF-8.
    static StreamException encoding(String text) {
        return new StreamException(Condition.UNSUPPORTED_ENCODING, text);
    }

    static StreamException prefix(String text) {
        return new StreamException(Condition.BAD_NAMESPACE_PREFIX, text);
    }

    static StreamException format(String text) {
        return new StreamException(Condition.BAD_FORMAT, text);
    }

    static StreamException policy(String text) {
        return new StreamException(Condition.POLICY_VIOLATION, text);
    }

    static StreamException stanzaTooBig() {
        return new StreamException(StreamError.of(Condition.POLICY_VIOLATION, "The stanza is too big.")
                .with(Element.of(ERRORS, "stanza-too-big")));
    }
}
