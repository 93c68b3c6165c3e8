// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.push;

import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A device that wants to be woken, and how (XEP-0357 §5).
///
/// @param service whom to tell
/// @param node of the service; "" if it has but one for this device
/// @param options what the service wants to see with each notification, as the client gave it
/// @param resource of the device that registered
/// @param at when it did so last
record Registration(Jid service, String node, @Nullable Element options, String resource, Instant at) {

    static final String NS = "urn:xmpp:push:0";

    /// Of the form in which a client hands over the options.
    static final String PUBLISH_OPTIONS = "http://jabber.org/protocol/pubsub#publish-options";

    private static final String KEPT = "urn:wardroom:push:0";
    private static final int MAX_NODE = 1023;
    private static final int MAX_OPTIONS = 4 * 1024;

    /// @throws StanzaException what is wrong about the request
    static Registration requested(Element enable, String resource, Instant at) {
        Element options = enable.child(SubmittedForm.NS, "x");
        if (options != null) {
            check(options);
        }
        return new Registration(service(enable), node(enable).orElse(""), options, resource, at);
    }

    private static void check(Element options) {
        if (!SubmittedForm.of(options).type().equals(PUBLISH_OPTIONS)) {
            throw new StanzaException(Condition.BAD_REQUEST, "The form is not one of publish options.");
        }
        if (options.toBytes().length > MAX_OPTIONS) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "The publish options are too long.");
        }
    }

    static Jid service(Element request) {
        try {
            return Jid.parse(request.attribute("jid", ""));
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.JID_MALFORMED, "The address of the push service is not valid.");
        }
    }

    static Optional<String> node(Element request) {
        String node = request.attribute("node");
        if (node != null && node.length() > MAX_NODE) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "The node's name is too long.");
        }
        return Optional.ofNullable(node);
    }

    /// The same service and node are the same registration, whichever device asks; of a length that a store takes.
    String key() {
        try {
            byte[] both = (service + "\n" + node).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(both));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] toBytes() {
        Element kept = Element.of(KEPT, "registration")
                .with("jid", service.toString())
                .with("node", node)
                .with("resource", resource)
                .with("at", at.toString());
        return (options == null ? kept : kept.with(options)).toBytes("");
    }

    static Registration read(byte[] bytes) {
        Element kept = Element.read(bytes, "");
        return new Registration(
                Jid.parse(kept.attribute("jid", "")),
                kept.attribute("node", ""),
                kept.child(SubmittedForm.NS, "x"),
                kept.attribute("resource", ""),
                Instant.parse(kept.attribute("at", "")));
    }

    /// Without the node and the options, which are often secrets.
    @Override
    public String toString() {
        return "registration at " + service;
    }
}
