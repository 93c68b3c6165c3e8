// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.externalservices;

import im.wardroom.features.externalservices.Access.Credentials;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// External Service Discovery (XEP-0215): tells the people of a domain which relays and the like they may use, and how
/// they get in.
public final class ExternalServices implements Feature {

    private static final String NS = "urn:xmpp:extdisco:2";

    private final List<ExternalService> services;
    private final Clock clock;

    public ExternalServices(List<ExternalService> services, Clock clock) {
        this.services = List.copyOf(services);
        this.clock = clock;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(215, "1.0.0"));
    }

    @Override
    public void install(Hooks hooks) {
        if (!services.isEmpty()) {
            hooks.server(NS, "services", this::list)
                    .server(NS, "credentials", this::credentials)
                    .serverFeature(NS);
        }
    }

    private CompletableFuture<@Nullable Element> list(Iq request, Element asked) {
        BareJid user = user(request);
        String type = asked.attribute("type");
        List<Element> found = services.stream()
                .filter(service -> type == null || service.type().equals(type))
                .map(service -> described(service, service.access().of(user, clock.instant())))
                .toList();
        return Hooks.answer(Element.of(NS, "services").with("type", type).withAll(found));
    }

    /// XEP-0215 §3.3: of all services that fit what is asked for.
    private CompletableFuture<@Nullable Element> credentials(Iq request, Element asked) {
        BareJid user = user(request);
        List<Element> wanted = asked.elements(NS, "service").toList();
        if (wanted.size() != 1) {
            throw new StanzaException(Condition.BAD_REQUEST, "Ask for one service.");
        }
        List<Element> found = services.stream()
                .filter(wanted(wanted.getFirst()))
                .flatMap(service -> {
                    Credentials credentials = service.access().of(user, clock.instant());
                    return credentials == null ? Stream.empty() : Stream.of(described(service, credentials));
                })
                .toList();
        if (found.isEmpty()) {
            throw new StanzaException(StanzaError.of(Condition.ITEM_NOT_FOUND));
        }
        return Hooks.answer(Element.of(NS, "credentials").withAll(found));
    }

    private static Predicate<ExternalService> wanted(Element wanted) {
        String host = wanted.attribute("host");
        String type = wanted.attribute("type");
        String port = wanted.attribute("port");
        if (host == null || type == null) {
            throw new StanzaException(Condition.BAD_REQUEST, "Say the host and the type of the service.");
        }
        return service -> service.host().equalsIgnoreCase(host)
                && service.type().equals(type)
                && (port == null || port.equals(String.valueOf(service.port())));
    }

    private static BareJid user(Iq request) {
        if (request.type() != Iq.Type.GET) {
            throw new StanzaException(StanzaError.of(Condition.BAD_REQUEST));
        }
        BareJid user = Objects.requireNonNull(request.from()).bare();
        if (user.local() == null
                || !user.domain().equals(Objects.requireNonNull(request.to()).domain())) {
            throw new StanzaException(StanzaError.of(Condition.FORBIDDEN));
        }
        return user;
    }

    private static Element described(ExternalService service, @Nullable Credentials credentials) {
        Element element = Element.of(NS, "service")
                .with("type", service.type())
                .with("host", service.host())
                .with("port", String.valueOf(service.port()))
                .with("transport", service.transport())
                .with("name", service.name().isEmpty() ? null : service.name())
                .with("restricted", service.restricted() || credentials != null ? "true" : null);
        return credentials == null
                ? element
                : element.with("username", credentials.username())
                        .with("password", credentials.password().reveal())
                        .with(
                                "expires",
                                credentials.expires() == null
                                        ? null
                                        : credentials.expires().toString());
    }
}
