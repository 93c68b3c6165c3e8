// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// How the server opens its side of a stream (RFC 6120 §4.7.1 to §4.7.4).
///
/// @param to the address that the client gave as its own, or null
public record StreamOpening(
        String id, Domain from, @Nullable String to) {

    private static final byte[] END = "</stream:stream>".getBytes(StandardCharsets.UTF_8);

    /// The opening tag of a stream over TCP.
    public byte[] toBytes() {
        return attributes(new XmlWriter(256)
                        .utf8("<?xml version='1.0'?><stream:stream")
                        .attribute("xmlns", Namespaces.CLIENT)
                        .attribute("xmlns:stream", Namespaces.STREAM))
                .utf8(">")
                .toByteArray();
    }

    /// The attributes that every framing of streams has.
    public XmlWriter attributes(XmlWriter writer) {
        writer.attribute("id", id).attribute("from", from.value());
        if (to != null) {
            writer.attribute("to", to);
        }
        return writer.attribute("version", "1.0").attribute("xml:lang", "en");
    }

    /// The closing tag of a stream over TCP.
    public static byte[] end() {
        return END.clone();
    }
}
