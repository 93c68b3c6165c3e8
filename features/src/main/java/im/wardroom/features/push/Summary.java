// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.push;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a push service is told (XEP-0357 §7): how many messages there are, and no more unless the administrator wants
/// it. Pure functions.
final class Summary {

    static final String PUBSUB = "http://jabber.org/protocol/pubsub";

    private static final String SUMMARY = "urn:xmpp:push:summary";

    /// A notification is no place for a novel.
    private static final int MAX_BODY = 200;

    private Summary() {}

    /// @param count of messages since the last notification
    /// @param last of them, or null if none is at hand
    static Element publish(Registration registration, int count, @Nullable Message last, PushSettings settings) {
        Element notification = Element.of(Registration.NS, "notification")
                .with(form(count, last, settings).toElement());
        Element publish = Element.of(PUBSUB, "publish")
                .with("node", registration.node().isEmpty() ? null : registration.node())
                .with(Element.of(PUBSUB, "item").with(notification));
        Element pubsub = Element.of(PUBSUB, "pubsub").with(publish);
        Element options = registration.options();
        return options == null
                ? pubsub
                : pubsub.with(Element.of(PUBSUB, "publish-options").with(options));
    }

    private static Form form(int count, @Nullable Message last, PushSettings settings) {
        Form form = Form.of("submit", SUMMARY)
                .field("message-count", "text-single", null, List.of(Integer.toString(count)), List.of());
        if (last == null) {
            return form;
        }
        if (settings.sender() && last.from() != null) {
            form = form.field(
                    "last-message-sender",
                    "jid-single",
                    null,
                    List.of(last.from().toString()),
                    List.of());
        }
        Element body = last.element().child(Namespaces.CLIENT, "body");
        return settings.body() && body != null
                ? form.field("last-message-body", "text-single", null, List.of(shortened(body.text())), List.of())
                : form;
    }

    private static String shortened(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= MAX_BODY ? text : text.substring(0, text.offsetByCodePoints(0, MAX_BODY)) + '…';
    }
}
