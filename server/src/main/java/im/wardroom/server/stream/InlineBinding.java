// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.server.extension.Extensions;
import im.wardroom.server.session.Session;
import im.wardroom.server.session.StreamManagement;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A `<bind/>` inside of an authentication (XEP-0386): a resource, and what the device wants from the start.
final class InlineBinding {

    private static final int MAX_TAG = 60;

    private final SignIn signIn;
    private final Connection connection;
    private final Extensions extensions;
    private final Element request;

    /// What the client is told.
    ///
    /// @param jid the full JID
    record Bound(String jid, Element element) {}

    private InlineBinding(SignIn signIn, Connection connection, Extensions extensions, Element request) {
        this.signIn = signIn;
        this.connection = connection;
        this.extensions = extensions;
        this.request = request;
    }

    static InlineBinding of(ClientStream stream, SignIn signIn, Element request) {
        return new InlineBinding(
                signIn, stream.connection(), stream.services().sessions().extensions(), request);
    }

    void bind(Consumer<Bound> then) {
        Session session = signIn.session(resource());
        List<Element> forDevice = request.elements()
                .filter(element -> extensions.bind(element) != null)
                .toList();
        Element enable = request.child(StreamManagement.NS, "enable");
        Element bound = Element.of(Sasl2.BIND, "bound");
        Element answer = enable == null ? bound : bound.with(session.prepare(enable));
        signIn.bind(session, forDevice, () -> {
            request.elements().filter(extensions::isBindNonza).forEach(element -> session.receive(connection, element));
            then.accept(new Bound(session.jid().toString(), answer));
        });
    }

    private Resource resource() {
        try {
            return signIn.resource(tag(request.child(Sasl2.BIND, "tag")));
        } catch (InvalidJidException e) {
            return signIn.resource(null);
        }
    }

    private static @Nullable String tag(@Nullable Element tag) {
        if (tag == null || tag.text().isBlank()) {
            return null;
        }
        String text = tag.text().strip();
        return text.substring(0, Math.min(text.length(), MAX_TAG));
    }
}
