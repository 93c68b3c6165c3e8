// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.server.authentication.Origin;
import im.wardroom.server.authentication.Step;
import im.wardroom.server.authentication.UserAgent;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.sasl.SaslFailure.Condition;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/// SASL as RFC 6120 §6 frames it: authentication only; the stream is restarted and bound afterwards.
final class ClassicSasl implements Framing {

    private final ClientStream stream;
    private final Negotiation negotiation;

    ClassicSasl(ClientStream stream, Negotiation negotiation) {
        this.stream = stream;
        this.negotiation = negotiation;
    }

    Element feature() {
        return Element.of(Namespaces.SASL, "mechanisms")
                .withAll(negotiation.offer().mechanisms().stream()
                        .map(name -> Element.of(Namespaces.SASL, "mechanism", name))
                        .toList());
    }

    void received(Element element) {
        switch (element.name()) {
            case "auth" -> begin(element);
            case "response" -> negotiation.respond(this, element.text());
            case "abort" -> negotiation.abort(this);
            default ->
                throw new StreamException(StreamError.Condition.UNSUPPORTED_STANZA_TYPE, "SASL knows no such element.");
        }
    }

    private void begin(Element auth) {
        Origin origin = Authenticating.origin(stream, UserAgent.UNKNOWN);
        String mechanism = auth.attribute("mechanism", "");
        String initial = auth.text();
        negotiation.begin(
                this,
                () -> stream.services().authenticator().begin(mechanism, negotiation.offer(), origin),
                initial.isEmpty() ? null : initial);
    }

    @Override
    public void challenge(byte[] message) {
        stream.write(Element.of(Namespaces.SASL, "challenge", Negotiation.encode(message)));
    }

    @Override
    public void success(Step.Success success) {
        stream.write(Element.of(Namespaces.SASL, "success", Negotiation.encode(success.message())));
        stream.restart(new Binding(stream, success.account(), UserAgent.UNKNOWN));
    }

    @Override
    public void failure(Condition condition, @Nullable String text) {
        Element failure = Element.of(Namespaces.SASL, "failure").with(Element.of(Namespaces.SASL, condition.wire()));
        if (text != null) {
            failure = failure.with(Element.of(Namespaces.SASL, "text", text).with("xml:lang", "en"));
        }
        stream.write(failure);
    }
}
