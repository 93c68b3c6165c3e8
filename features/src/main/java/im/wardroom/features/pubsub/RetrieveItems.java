// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Access;
import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.Refusal;
import im.wardroom.store.Nodes;
import im.wardroom.store.Nodes.Item;
import im.wardroom.store.Nodes.Page;
import im.wardroom.store.Nodes.Range;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.paging.PageRequest;
import im.wardroom.xmpp.paging.PageSummary;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reading the items of a node (XEP-0060 §6.5), in the order of publishing: named ones, the newest, or a page
/// (XEP-0059).
final class RetrieveItems implements Request {

    /// Items of one answer.
    static final int MAX_ITEMS = 1_000;

    /// Bytes of one answer, unless its first item alone is larger.
    static final int MAX_BYTES = 1 << 20;

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    @Override
    public void handle(Call call) {
        String name = call.name();
        List<String> ids = call.action()
                .elements(Names.PUBSUB, "item")
                .map(item -> item.attribute("id", ""))
                .distinct()
                .limit(MAX_ITEMS)
                .toList();
        PageRequest page = PageRequest.of(call.pubsub().child(PageRequest.NS, "set"));
        boolean paged = call.pubsub().has(PageRequest.NS, "set");
        Range range = range(page, paged, call.action().attribute("max_items"));
        BareJid owner = call.host().owner();
        Function<Nodes, Optional<Page>> query = ids.isEmpty()
                ? nodes -> nodes.page(owner, name, range)
                : nodes -> Optional.of(new Page(nodes.find(owner, name, ids), 0));
        call.host().read(ports -> query.apply(ports.nodes()), found -> {
            check(call, name);
            Page items = found.orElseThrow(Refusal.ITEM_NOT_FOUND::exception);
            answer(call, name, fitting(items.items(), range.latest()), paged ? items.total() : -1);
        });
    }

    private static void check(Call call, String name) {
        var node = call.require(name);
        call.check(Access.reading(Call.options(node), call.standing(node)));
    }

    private static Range range(PageRequest page, boolean paged, @Nullable String newest) {
        if (paged) {
            return new Range(page.after(), page.before(), page.latest(), page.sizeWithin(MAX_ITEMS), MAX_BYTES);
        }
        if (newest != null && !COUNT.matcher(newest).matches()) {
            throw new StanzaException(Condition.BAD_REQUEST, "The attribute 'max_items' is a number.");
        }
        int limit = newest == null ? MAX_ITEMS : Math.min(Integer.parseInt(newest), MAX_ITEMS);
        return new Range(null, null, true, limit, MAX_BYTES);
    }

    /// As many from one end as may go into one answer.
    private static List<Item> fitting(List<Item> items, boolean latest) {
        List<Item> taken = new ArrayList<>();
        long bytes = 0;
        for (Item item : latest ? items.reversed() : items) {
            bytes += item.payload().length + item.id().length();
            if (!taken.isEmpty() && bytes > MAX_BYTES) {
                break;
            }
            taken.add(item);
        }
        return latest ? taken.reversed() : taken;
    }

    private static void answer(Call call, String name, List<Item> items, long total) {
        Element list = Call.element("items")
                .with("node", name)
                .withAll(items.stream()
                        .map(item -> Call.element("item").with("id", item.id()).with(Element.read(item.payload(), "")))
                        .toList());
        Element answer = Call.element("pubsub").with(list);
        if (total >= 0) {
            String first = items.isEmpty() ? null : items.getFirst().id();
            String last = items.isEmpty() ? null : items.getLast().id();
            answer = answer.with(new PageSummary(first, last, total).toElement());
        }
        call.host().reply(answer);
    }
}
