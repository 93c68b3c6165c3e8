// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.labels;

import im.wardroom.features.labels.LabelCatalogue.Catalogue;
import im.wardroom.features.labels.LabelCatalogue.Item;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Security Labels (XEP-0258): tells people which labels they may use towards somebody. That nothing goes to anybody
/// who is not cleared for it is the guard's business.
public final class SecurityLabels implements Feature {

    private static final String LABELS = "urn:xmpp:sec-label:0";
    private static final String NS = "urn:xmpp:sec-label:catalog:2";

    private final LabelCatalogue catalogue;

    public SecurityLabels(LabelCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(258, "1.1.1")
                .partial("a room takes in only who is cleared for all that is said there; not for pubsub nodes"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.server(NS, "catalog", this::answer).serverFeature(LABELS).serverFeature(NS);
    }

    /// XEP-0258 §4: only labels that the client is allowed to use there.
    private CompletableFuture<@Nullable Element> answer(Iq request, Element asked) {
        if (request.type() != Iq.Type.GET) {
            throw new StanzaException(Condition.BAD_REQUEST, "A catalogue can only be read.");
        }
        BareJid asker = Objects.requireNonNull(request.from()).bare();
        if (asker.local() == null
                || !asker.domain().equals(Objects.requireNonNull(request.to()).domain())) {
            throw new StanzaException(Condition.FORBIDDEN, "Ask your own server.");
        }
        BareJid recipient = recipient(asked);
        Catalogue found = catalogue
                .of(asker, recipient)
                .orElseThrow(() -> new StanzaException(Condition.ITEM_NOT_FOUND, "There are no labels here."));
        return Hooks.answer(Element.of(NS, "catalog")
                .with("to", recipient.toString())
                .with("name", "Labels")
                .with("restrict", Boolean.toString(found.restrictive()))
                .withAll(found.items().stream().map(SecurityLabels::item).toList()));
    }

    private static Element item(Item item) {
        return Element.of(NS, "item")
                .with("selector", item.selector())
                .with("default", item.usual() ? "true" : null)
                .with(item.label());
    }

    private static BareJid recipient(Element asked) {
        try {
            return Jid.parse(asked.attribute("to", "")).bare();
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.BAD_REQUEST, "Say in 'to' whom you want to write to.");
        }
    }
}
