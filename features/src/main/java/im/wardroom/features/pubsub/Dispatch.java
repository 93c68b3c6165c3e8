// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.Profile;
import im.wardroom.features.pubsub.rule.Refusal;
import im.wardroom.server.extension.NodesContext;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds out what a request wants of nodes (XEP-0060), and hands it to the class that does that.
final class Dispatch {

    /// What of XEP-0060 is there (§10), whosever the nodes are.
    private static final List<String> FEATURES = List.of(
            "access-authorize",
            "access-open",
            "access-whitelist",
            "config-node",
            "config-node-max",
            "create-and-configure",
            "create-nodes",
            "delete-items",
            "delete-nodes",
            "item-ids",
            "last-published",
            "manage-subscriptions",
            "member-affiliation",
            "meta-data",
            "modify-affiliations",
            "multi-items",
            "outcast-affiliation",
            "persistent-items",
            "publish",
            "publish-only-affiliation",
            "publish-options",
            "publisher-affiliation",
            "purge-nodes",
            "retract-items",
            "retrieve-affiliations",
            "retrieve-default",
            "retrieve-items",
            "retrieve-subscriptions",
            "subscribe",
            "subscription-notifications");

    private final Profile profile;
    private final Map<Key, Request> requests = new HashMap<>();

    private record Key(String namespace, String name, Iq.Type type) {}

    Dispatch(Profile profile, LastItems lastItems) {
        this.profile = profile;
        Publication publication = new Publication(profile.limits());
        set(Names.PUBSUB, "publish", new Publish(publication));
        set(Names.PUBSUB, "retract", new Retract());
        set(Names.PUBSUB, "create", new CreateNode());
        set(Names.PUBSUB, "subscribe", new Subscribe(lastItems));
        set(Names.PUBSUB, "unsubscribe", new Unsubscribe());
        get(Names.PUBSUB, "items", new RetrieveItems());
        get(Names.PUBSUB, "subscriptions", OwnEntries::subscriptions);
        get(Names.PUBSUB, "affiliations", OwnEntries::affiliations);
        get(Names.OWNER, "default", Configure::usual);
        get(Names.OWNER, "configure", Configure::show);
        set(Names.OWNER, "configure", Configure::change);
        set(Names.OWNER, "delete", Emptying::delete);
        set(Names.OWNER, "purge", Emptying::purge);
        get(Names.OWNER, "affiliations", ManageAffiliations::list);
        set(Names.OWNER, "affiliations", ManageAffiliations::change);
        get(Names.OWNER, "subscriptions", ManageSubscriptions::list);
        set(Names.OWNER, "subscriptions", ManageSubscriptions::change);
    }

    /// To be advertised.
    ///
    /// @param own what is there beside that which all have
    static String[] features(List<String> own) {
        return Stream.concat(FEATURES.stream(), own.stream())
                .sorted()
                .map(feature -> Names.PUBSUB + '#' + feature)
                .toArray(String[]::new);
    }

    private void get(String namespace, String name, Request request) {
        requests.put(new Key(namespace, name, Iq.Type.GET), request);
    }

    private void set(String namespace, String name, Request request) {
        requests.put(new Key(namespace, name, Iq.Type.SET), request);
    }

    /// Answers, now or later, or throws a [StanzaException].
    ///
    /// @param changed is told the name of a node that the request changed, after the answer
    void handle(NodesContext host, Element pubsub, Consumer<String> changed) {
        Element action = Stream.concat(
                        pubsub.elements().filter(child -> request(host, child) != null), pubsub.elements())
                .findFirst()
                .orElseThrow(() -> new StanzaException(StanzaError.of(Condition.BAD_REQUEST)));
        Request request = request(host, action);
        if (request == null) {
            throw unknown(action);
        }
        request.handle(new Call(host, pubsub, action, profile, changed));
    }

    private @Nullable Request request(NodesContext host, Element action) {
        return requests.get(
                new Key(action.namespace(), action.name(), host.request().type()));
    }

    /// What XEP-0060 describes and nobody can do here, or nothing of it.
    private static StanzaException unknown(Element action) {
        return switch (action.name()) {
            case "options" -> Refusal.unsupported("subscription-options");
            case "default" -> Refusal.unsupported("retrieve-default-sub");
            default -> new StanzaException(StanzaError.of(Condition.BAD_REQUEST));
        };
    }
}
