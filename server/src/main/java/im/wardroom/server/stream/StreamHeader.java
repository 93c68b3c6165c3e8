// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The opening tag of a client's stream, checked (RFC 6120 §4.7).
///
/// @param to the domain that the client wants to talk to
/// @param language the language of what the client sends unless a stanza says otherwise, or null
record StreamHeader(
        Domain to, @Nullable String from, @Nullable String language) {

    private static final int MAX_LANGUAGE = 35;
    private static final Pattern VERSION = Pattern.compile("0*[1-9][0-9]{0,4}\\.[0-9]{1,5}");

    static StreamHeader parse(StreamEvent.Opened opened, Set<Domain> served) {
        Element header = opened.header();
        if (!header.namespace().equals(Namespaces.STREAM)
                || !opened.defaultNamespace().equals(Namespaces.CLIENT)) {
            throw new StreamException(Condition.INVALID_NAMESPACE, "This is no client stream.");
        }
        if (!header.name().equals("stream")) {
            throw new StreamException(Condition.BAD_FORMAT, "A stream begins with <stream:stream>.");
        }
        Domain to = domain(header.attribute("to"), served);
        version(header.attribute("version"));
        return new StreamHeader(to, header.attribute("from"), language(header.attribute("xml:lang")));
    }

    private static Domain domain(@Nullable String to, Set<Domain> served) {
        if (to == null) {
            throw new StreamException(Condition.IMPROPER_ADDRESSING, "The stream needs a 'to'.");
        }
        try {
            Domain domain = new Domain(to);
            if (served.contains(domain)) {
                return domain;
            }
        } catch (InvalidJidException e) {
            throw new StreamException(Condition.IMPROPER_ADDRESSING, "The stream's 'to' is no domain.");
        }
        throw new StreamException(Condition.HOST_UNKNOWN, "This server does not serve that domain.");
    }

    /// RFC 6120 §4.7.5: a version that is absent is 0.9.
    private static void version(@Nullable String version) {
        if (version == null || !VERSION.matcher(version).matches()) {
            throw new StreamException(Condition.UNSUPPORTED_VERSION, "The stream's version must be 1.0.");
        }
    }

    private static @Nullable String language(@Nullable String language) {
        return language == null || language.isEmpty() || language.length() > MAX_LANGUAGE ? null : language;
    }
}
