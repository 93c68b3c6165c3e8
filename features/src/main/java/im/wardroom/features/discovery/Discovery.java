// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.discovery;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.Extensions;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Service Discovery (XEP-0030) of the server and of accounts, the server's own capabilities (XEP-0115), and whom to
/// turn to (XEP-0157 by way of XEP-0128).
public final class Discovery implements Feature {

    private static final String INFO = Description.INFO;
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String CAPS = "http://jabber.org/protocol/caps";
    private static final String NODE = "https://wardroom.im";

    private final Contacts contacts;
    private @Nullable Extensions extensions;
    private @Nullable ServerActions actions;
    private @Nullable Description server;
    private String hash = "";
    private @Nullable Description account;

    public Discovery(Contacts contacts) {
        this.contacts = contacts;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(
                Specification.xep(30, "2.5.0"),
                Specification.xep(115, "1.6.0").partial("hashes by SHA-1"),
                Specification.xep(128, "1.0.1"),
                Specification.xep(157, "1.1.1"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.server(INFO, "query", this::serverInfo)
                .server(ITEMS, "query", this::items)
                .account(INFO, "query", this::accountInfo)
                .account(ITEMS, "query", this::accountItems)
                .serverFeature(INFO, ITEMS, CAPS)
                .accountFeature(INFO, ITEMS)
                .assembled(this::describe)
                .connected(running -> actions = running)
                .offerToStrangers(domain -> capabilities())
                .offer(domain -> capabilities());
    }

    private void describe(Extensions assembled) {
        extensions = assembled;
        server = Description.of("server", "im", "Wardroom", assembled.serverFeatures(), contacts.forms());
        hash = server.hash();
        account = Description.of("account", "registered", "Account", assembled.accountFeatures(), List.of());
    }

    private Description server() {
        return Objects.requireNonNull(server, "assembled");
    }

    private Element capabilities() {
        return Element.of(CAPS, "c").with("hash", "sha-1").with("node", NODE).with("ver", hash);
    }

    private CompletableFuture<@Nullable Element> serverInfo(Iq request, Element query) {
        get(request);
        String node = query.attribute("node");
        if (node == null || node.equals(NODE + '#' + hash)) {
            return Hooks.answer(server().toElement().with("node", node));
        }
        return atNode(nodes -> nodes.info(request, node)).thenApply(info -> info.with("node", node));
    }

    private CompletableFuture<@Nullable Element> items(Iq request, Element query) {
        get(request);
        String node = query.attribute("node");
        if (node == null) {
            return Hooks.answer(services(Objects.requireNonNull(request.to()).domain()));
        }
        return atNode(nodes -> nodes.items(request, node))
                .thenApply(
                        items -> Element.of(ITEMS, "query").with("node", node).withAll(items));
    }

    private <T> CompletableFuture<T> atNode(Function<Hooks.ServerNodes, @Nullable CompletableFuture<T>> question) {
        return Objects.requireNonNull(extensions, "assembled").serverNodes().stream()
                .map(question)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new StanzaException(StanzaError.of(Condition.ITEM_NOT_FOUND)));
    }

    private Element services(Domain domain) {
        return Element.of(ITEMS, "query")
                .withAll(Objects.requireNonNull(extensions, "assembled").services().stream()
                        .map(service -> Element.of(ITEMS, "item")
                                .with("jid", service.domain(domain).toString())
                                .with("name", service.name()))
                        .toList())
                .withAll(components(domain));
    }

    /// Those that are here now: one that is not could not say what it is.
    private List<Element> components(Domain domain) {
        return Objects.requireNonNull(actions, "connected").components().stream()
                .filter(component -> component.value().endsWith('.' + domain.value()))
                .map(component -> Element.of(ITEMS, "item").with("jid", component.toString()))
                .toList();
    }

    private static void get(Iq request) {
        if (request.type() != Iq.Type.GET) {
            throw new StanzaException(StanzaError.of(Condition.BAD_REQUEST));
        }
    }

    private void accountInfo(AccountContext context, Element query) {
        String node = query.attribute("node");
        if (node == null || context.request().type() != Iq.Type.GET) {
            trusted(context);
            get(context.request());
            context.reply(
                    Objects.requireNonNull(account, "assembled").toElement().withAll(identities()));
            return;
        }
        Hooks.Disclosure disclosure =
                Objects.requireNonNull(extensions, "assembled").disclosure();
        Element info = disclosure == null ? null : disclosure.info(context, node);
        if (info == null) {
            trusted(context);
            throw new StanzaException(StanzaError.of(Condition.ITEM_NOT_FOUND));
        }
        context.reply(info);
    }

    private List<Element> identities() {
        return Objects.requireNonNull(extensions, "assembled").accountIdentities().stream()
                .map(identity -> Element.of(INFO, "identity")
                        .with("category", identity.category())
                        .with("type", identity.type()))
                .toList();
    }

    private void accountItems(AccountContext context, Element query) {
        trusted(context);
        get(context.request());
        String node = query.attribute("node");
        Hooks.Disclosure disclosure =
                Objects.requireNonNull(extensions, "assembled").disclosure();
        if (disclosure != null) {
            disclosure.items(context, node);
        } else if (node == null) {
            context.reply(Element.of(ITEMS, "query"));
        } else {
            throw new StanzaException(StanzaError.of(Condition.ITEM_NOT_FOUND));
        }
    }

    /// XEP-0030 §8: who may not know the account meets one that does not exist.
    private static void trusted(AccountContext context) {
        if (!context.isTrusted()) {
            throw new StanzaException(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
        }
    }
}
