// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.stanza;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A stream error (RFC 6120 §4.9): it is sent, and the stream is closed.
public record StreamError(
        Condition condition,
        @Nullable String text,
        @Nullable Element application) {

    /// The conditions of RFC 6120 §4.9.3.
    public enum Condition {
        BAD_FORMAT,
        BAD_NAMESPACE_PREFIX,
        CONFLICT,
        CONNECTION_TIMEOUT,
        HOST_GONE,
        HOST_UNKNOWN,
        IMPROPER_ADDRESSING,
        INTERNAL_SERVER_ERROR,
        INVALID_FROM,
        INVALID_NAMESPACE,
        INVALID_XML,
        NOT_AUTHORIZED,
        NOT_WELL_FORMED,
        POLICY_VIOLATION,
        REMOTE_CONNECTION_FAILED,
        RESET,
        RESOURCE_CONSTRAINT,
        RESTRICTED_XML,
        SEE_OTHER_HOST,
        SYSTEM_SHUTDOWN,
        UNDEFINED_CONDITION,
        UNSUPPORTED_ENCODING,
        UNSUPPORTED_FEATURE,
        UNSUPPORTED_STANZA_TYPE,
        UNSUPPORTED_VERSION;

        public String element() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static StreamError of(Condition condition) {
        return new StreamError(condition, null, null);
    }

    public static StreamError of(Condition condition, String text) {
        return new StreamError(condition, text, null);
    }

    public StreamError with(Element application) {
        return new StreamError(condition, text, application);
    }

    public Element toElement() {
        Element error =
                Element.of(Namespaces.STREAM, "error").with(Element.of(Namespaces.STREAM_ERRORS, condition.element()));
        if (text != null) {
            error = error.with(
                    Element.of(Namespaces.STREAM_ERRORS, "text", text).with("xml:lang", "en"));
        }
        return application == null ? error : error.with(application);
    }
}
