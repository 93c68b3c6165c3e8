// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.server.authentication.Authenticator;
import im.wardroom.server.authentication.Origin;
import im.wardroom.server.authentication.Step;
import im.wardroom.server.authentication.UserAgent;
import im.wardroom.server.session.StreamManagement;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.sasl.SaslFailure.Condition;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SASL2 (XEP-0388): authentication, and in the same round trip Bind 2 (XEP-0386), resumption (XEP-0198) and tokens
/// (XEP-0484).
final class Sasl2 implements Framing {

    static final String NS = "urn:xmpp:sasl:2";
    static final String BIND = "urn:xmpp:bind:0";
    static final String FAST = "urn:xmpp:fast:0";

    private final ClientStream stream;
    private final Negotiation negotiation;
    private Element request = Element.of(NS, "authenticate");
    private UserAgent agent = UserAgent.UNKNOWN;

    Sasl2(ClientStream stream, Negotiation negotiation) {
        this.stream = stream;
        this.negotiation = negotiation;
    }

    Element feature() {
        Element authentication = Element.of(NS, "authentication")
                .withAll(negotiation.offer().mechanisms().stream()
                        .map(name -> Element.of(NS, "mechanism", name))
                        .toList());
        return authentication.with(Element.of(NS, "inline").withAll(inline()));
    }

    private List<Element> inline() {
        List<Element> features = stream.services().sessions().extensions().bindFeatures().stream()
                .map(name -> Element.of(BIND, "feature").with("var", name))
                .toList();
        Element management = Element.of(BIND, "feature").with("var", StreamManagement.NS);
        Element bind = Element.of(BIND, "bind")
                .with(Element.of(BIND, "inline").withAll(features).with(management));
        Element resumption = Element.of(StreamManagement.NS, "sm");
        List<String> fast =
                authenticator().fastMechanisms(Authenticating.bindings(stream).keySet());
        if (fast.isEmpty()) {
            return List.of(bind, resumption);
        }
        Element tokens = Element.of(FAST, "fast")
                .withAll(fast.stream()
                        .map(name -> Element.of(FAST, "mechanism", name))
                        .toList());
        return List.of(bind, resumption, tokens);
    }

    private Authenticator authenticator() {
        return stream.services().authenticator();
    }

    void received(Element element) {
        switch (element.name()) {
            case "authenticate" -> begin(element);
            case "response" -> negotiation.respond(this, element.text());
            case "abort" -> negotiation.abort(this);
            default ->
                throw new StreamException(
                        StreamError.Condition.UNSUPPORTED_STANZA_TYPE, "SASL2 knows no such element.");
        }
    }

    private void begin(Element authenticate) {
        request = authenticate;
        agent = agent(authenticate.child(NS, "user-agent"));
        Origin origin = Authenticating.origin(stream, agent);
        String mechanism = authenticate.attribute("mechanism", "");
        Element fast = authenticate.child(FAST, "fast");
        Element initial = authenticate.child(NS, "initial-response");
        negotiation.begin(
                this,
                () -> fast == null
                        ? authenticator().begin(mechanism, negotiation.offer(), origin)
                        : authenticator().beginFast(mechanism, origin, count(fast)),
                initial == null ? null : initial.text().isEmpty() ? "=" : initial.text());
    }

    private static UserAgent agent(@Nullable Element element) {
        if (element == null) {
            return UserAgent.UNKNOWN;
        }
        return new UserAgent(
                element.attribute("id"),
                element.find(NS, "software").map(Element::text).orElse(null),
                element.find(NS, "device").map(Element::text).orElse(null));
    }

    private static long count(Element fast) {
        String count = fast.attribute("count");
        try {
            return count == null ? -1 : Long.parseUnsignedLong(count);
        } catch (NumberFormatException e) {
            throw new StreamException(StreamError.Condition.BAD_FORMAT, "'count' must be a number.");
        }
    }

    @Override
    public void challenge(byte[] message) {
        stream.write(Element.of(NS, "challenge", Negotiation.encode(message)));
    }

    @Override
    public void failure(Condition condition, @Nullable String text) {
        Element failure = Element.of(NS, "failure").with(Element.of(Namespaces.SASL, condition.wire()));
        stream.write(text == null ? failure : failure.with(Element.of(NS, "text", text)));
    }

    @Override
    public void success(Step.Success success) {
        stream.await(() -> new Tokens(authenticator(), agent).answer(request, success), token -> {
            Element additional = Element.of(NS, "additional-data", Negotiation.encode(success.message()));
            Element answer = Element.of(NS, "success").with(additional);
            resumeOrBind(success, token == Tokens.NONE ? answer : answer.with(token));
        });
    }

    /// XEP-0198 §5.1: a session that cannot be resumed is followed by the binding that was asked for with it.
    private void resumeOrBind(Step.Success success, Element answer) {
        SignIn signIn = new SignIn(stream, success.account(), agent);
        Element resume = request.child(StreamManagement.NS, "resume");
        if (resume == null) {
            bind(signIn, success, answer);
            return;
        }
        signIn.resume(
                resume,
                resumed -> {
                    String account = success.account().toString();
                    stream.write(answer.with(Element.of(NS, "authorization-identifier", account))
                            .with(resumed));
                    stream.writeFeatures(Binding.features(stream));
                },
                () -> {},
                failed -> bind(signIn, success, answer.with(failed)));
    }

    private void bind(SignIn signIn, Step.Success success, Element answer) {
        Element bind = request.child(BIND, "bind");
        if (bind == null) {
            String account = success.account().toString();
            stream.write(answer.with(Element.of(NS, "authorization-identifier", account)));
            Binding next = new Binding(stream, success.account(), agent);
            stream.enter(next);
            stream.writeFeatures(next.features());
            return;
        }
        InlineBinding.of(stream, signIn, bind).bind(bound -> {
            stream.write(answer.with(Element.of(NS, "authorization-identifier", bound.jid()))
                    .with(bound.element()));
            stream.writeFeatures(Binding.features(stream));
        });
    }
}
