// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.server.authentication.Origin;
import im.wardroom.server.authentication.UserAgent;
import im.wardroom.server.extension.Extensions;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.RequestFailure;
import im.wardroom.server.extension.Slots;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.sasl.ChannelBinding;
import im.wardroom.xmpp.sasl.Offer;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The phase of a peer that has to say who it is (RFC 6120 §6, XEP-0388), or may ask for an account first.
final class Authenticating implements Phase {

    private static final String BINDING_TYPES = "urn:xmpp:sasl-cb:0";

    private final ClientStream stream;
    private final Offer offer;
    private final ClassicSasl classic;
    private final Sasl2 sasl2;
    private final Slots slots = new Slots();
    private int requests;

    Authenticating(ClientStream stream) {
        this.stream = stream;
        this.offer = stream.services().authenticator().offer(bindings(stream).keySet());
        Negotiation negotiation = new Negotiation(stream, offer);
        this.classic = new ClassicSasl(stream, negotiation);
        this.sasl2 = new Sasl2(stream, negotiation);
    }

    static Map<ChannelBinding, byte[]> bindings(ClientStream stream) {
        Map<ChannelBinding, byte[]> bindings = new EnumMap<>(ChannelBinding.class);
        TlsSession tls = stream.connection().tls();
        if (tls != null) {
            tls.bindings().forEach(binding -> bindings.put(binding.type(), binding.data()));
        }
        return bindings;
    }

    static Origin origin(ClientStream stream, UserAgent agent) {
        return new Origin(stream.domain(), stream.address(), bindings(stream), agent);
    }

    @Override
    public List<Element> features() {
        List<Element> features = new ArrayList<>();
        features.add(classic.feature());
        features.add(sasl2.feature());
        if (!offer.bindings().isEmpty()) {
            features.add(bindingTypes());
        }
        features.addAll(extensions().offersToStrangers(stream.domain()));
        return features;
    }

    /// XEP-0440 §3.
    private Element bindingTypes() {
        return Element.of(BINDING_TYPES, "sasl-channel-binding")
                .withAll(offer.bindings().stream()
                        .map(type ->
                                Element.of(BINDING_TYPES, "channel-binding").with("type", type.wire()))
                        .toList());
    }

    private Extensions extensions() {
        return stream.services().sessions().extensions();
    }

    @Override
    public void received(Element element) {
        if (element.namespace().equals(Namespaces.SASL)) {
            classic.received(element);
        } else if (element.namespace().equals(Sasl2.NS)) {
            sasl2.received(element);
        } else if (!Stanza.isStanza(element)) {
            throw new StreamException(Condition.UNSUPPORTED_STANZA_TYPE, "The server knows no such element.");
        } else {
            request(element);
        }
    }

    /// RFC 6120 §4.9.3.12: a stranger sends no stanzas, but for the requests that features take from strangers.
    private void request(Element element) {
        if (!element.name().equals("iq")) {
            throw new StreamException(Condition.NOT_AUTHORIZED, "Sign in first.");
        }
        if (++requests > stream.services().options().maxStrangerRequests()) {
            throw new StreamException(Condition.POLICY_VIOLATION, "Too many requests before signing in.");
        }
        Iq iq;
        Element payload;
        Hooks.StrangerRequest handler;
        try {
            iq = (Iq) Stanza.parse(element);
            payload = iq.payload();
            handler = extensions().stranger(payload);
        } catch (StanzaException e) {
            stream.write(e.error().refusing(element));
            return;
        }
        if (handler == null) {
            throw new StreamException(Condition.NOT_AUTHORIZED, "Sign in first.");
        }
        answer(iq, handler, payload);
    }

    private void answer(Iq iq, Hooks.StrangerRequest handler, Element payload) {
        Hooks.Stranger stranger = new Hooks.Stranger(stream.domain(), stream.address(), slots);
        CompletableFuture<Element> reply = CompletableFuture.<CompletableFuture<@Nullable Element>>supplyAsync(
                        () -> handler.handle(stranger, iq, payload),
                        stream.services().blocking())
                .thenCompose(result -> result)
                .handle((result, error) -> error == null
                        ? iq.result(result).element()
                        : RequestFailure.errorOf(error).refusing(iq.element()));
        stream.await(reply, stream::write);
    }
}
