// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.Nodes.Item;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.Nodes.Range;
import im.wardroom.xmpp.address.Jid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises of publish-subscribe nodes.
public abstract class NodesContract extends StoreContract {

    private static final String NODE = "urn:example:diary";
    private static final int MANY = 1_000;

    protected NodesContract(Backend backend) {
        super(backend);
    }

    @BeforeEach
    void romeoHasANode() {
        create(ROMEO);
        create(JULIET);
        commit(new Change.PutNode(ROMEO, NODE, "", MANY));
    }

    private static Item item(String id, String text) {
        return new Item(id, Jid.parse("romeo@example.org/orchard"), NOON, bytes(text));
    }

    private void publish(String id, String text, int keep) {
        commit(new Change.PutItem(ROMEO, NODE, item(id, text), keep));
    }

    private List<String> ids(Range range) {
        return store.nodes().page(ROMEO, NODE, range).orElseThrow().items().stream()
                .map(Item::id)
                .toList();
    }

    @Test
    void accountComesWithItsNodes() {
        commit(
                new Change.PutNode(ROMEO, "other", "access=open", MANY),
                new Change.PutAffiliation(ROMEO, "other", JULIET, "publisher"),
                new Change.PutSubscription(ROMEO, "other", Jid.parse("juliet@example.org/balcony"), "subscribed"));
        reopen();
        assertThat(state(ROMEO).nodes())
                .containsExactly(
                        new Node(
                                "other",
                                "access=open",
                                Map.of(JULIET, "publisher"),
                                Map.of(Jid.parse("juliet@example.org/balcony"), "subscribed")),
                        Node.of(NODE, ""));
        assertThat(state(JULIET).nodes()).isEmpty();
    }

    @Test
    void itemIsFoundAsItWasPublished() {
        publish("one", "dear diary", MANY);
        reopen();
        assertThat(store.nodes().find(ROMEO, NODE, List.of("one", "two")))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(item("one", "dear diary"));
        assertThat(store.nodes().find(JULIET, NODE, List.of("one"))).isEmpty();
        assertThat(store.nodes().find(ROMEO, "other", List.of("one"))).isEmpty();
    }

    @Test
    void itemsAreInTheOrderOfPublishing() {
        publish("b", "1", MANY);
        publish("a", "2", MANY);
        publish("c", "3", MANY);
        assertThat(ids(Range.latest(10))).containsExactly("b", "a", "c");
        assertThat(ids(Range.latest(2))).containsExactly("a", "c");
        assertThat(ids(new Range(null, null, false, 2, Long.MAX_VALUE))).containsExactly("b", "a");
    }

    @Test
    void itemThatIsPublishedAgainIsTheNewest() {
        publish("a", "1", MANY);
        publish("b", "2", MANY);
        publish("a", "3", MANY);
        assertThat(ids(Range.latest(10))).containsExactly("b", "a");
        assertThat(store.nodes().find(ROMEO, NODE, List.of("a")).getFirst().payload())
                .isEqualTo(bytes("3"));
    }

    @Test
    void pagesBeginAndEndAtItems() {
        for (String id : List.of("a", "b", "c", "d")) {
            publish(id, id, MANY);
        }
        assertThat(ids(new Range("a", null, false, 2, Long.MAX_VALUE))).containsExactly("b", "c");
        assertThat(ids(new Range(null, "d", true, 2, Long.MAX_VALUE))).containsExactly("b", "c");
        assertThat(ids(new Range("a", "d", false, 9, Long.MAX_VALUE))).containsExactly("b", "c");
        assertThat(store.nodes()
                        .page(ROMEO, NODE, Range.latest(1))
                        .orElseThrow()
                        .total())
                .isEqualTo(4);
        assertThat(store.nodes().page(ROMEO, NODE, new Range("x", null, false, 2, Long.MAX_VALUE)))
                .isEmpty();
        assertThat(store.nodes().page(ROMEO, NODE, new Range(null, "x", true, 2, Long.MAX_VALUE)))
                .isEmpty();
    }

    @Test
    void pageEndsWhereItsBytesDo() {
        for (String id : List.of("a", "b", "c")) {
            publish(id, "1234", MANY);
        }
        assertThat(ids(new Range(null, null, false, 9, 8))).containsExactly("a", "b");
        assertThat(ids(new Range(null, null, true, 9, 11))).containsExactly("b", "c");
        assertThat(ids(new Range(null, null, true, 9, 1))).containsExactly("c");
        assertThat(ids(new Range(null, null, true, 9, 12))).containsExactly("a", "b", "c");
    }

    @Test
    void onlyTheNewestItemsStay() {
        publish("a", "1", 2);
        publish("b", "2", 2);
        publish("c", "3", 2);
        assertThat(ids(Range.latest(10))).containsExactly("b", "c");
        commit(new Change.PutNode(ROMEO, NODE, "fewer", 1));
        assertThat(ids(Range.latest(10))).containsExactly("c");
        commit(new Change.PutNode(ROMEO, NODE, "none", 0));
        assertThat(ids(Range.latest(10))).isEmpty();
    }

    @Test
    void whatIsTakenUpIsCounted() {
        publish("a", "12345", MANY);
        commit(
                new Change.PutNode(ROMEO, "other", "", MANY),
                new Change.PutItem(ROMEO, "other", item("a", "123"), MANY));
        assertThat(store.nodes().usage(ROMEO, NODE, "a").account()).isEqualTo(8);
        assertThat(store.nodes().usage(ROMEO, NODE, "a").item()).contains(5L);
        assertThat(store.nodes().usage(ROMEO, NODE, "b").item()).isEmpty();
        assertThat(store.nodes().usage(JULIET, NODE, "a").account()).isZero();
    }

    @Test
    void itemsCanBeRemovedOneByOneAndTogether() {
        publish("a", "1", MANY);
        publish("b", "2", MANY);
        publish("c", "3", MANY);
        commit(new Change.RemoveItem(ROMEO, NODE, "b"), new Change.RemoveItem(ROMEO, NODE, "none"));
        assertThat(ids(Range.latest(10))).containsExactly("a", "c");
        commit(new Change.RemoveItems(ROMEO, NODE));
        assertThat(ids(Range.latest(10))).isEmpty();
    }

    @Test
    void nodeGoesWithAllThatBelongsToIt() {
        publish("a", "1", MANY);
        commit(
                new Change.PutAffiliation(ROMEO, NODE, JULIET, "member"),
                new Change.PutSubscription(ROMEO, NODE, JULIET, "pending"),
                new Change.RemoveNode(ROMEO, NODE),
                new Change.RemoveNode(ROMEO, NODE));
        assertThat(state(ROMEO).nodes()).isEmpty();
        commit(new Change.PutNode(ROMEO, NODE, "", MANY));
        assertThat(state(ROMEO).nodes()).containsExactly(Node.of(NODE, ""));
        assertThat(ids(Range.latest(10))).isEmpty();
    }

    @Test
    void affiliationsAndSubscriptionsAreReplacedAndRemoved() {
        commit(
                new Change.PutAffiliation(ROMEO, NODE, JULIET, "member"),
                new Change.PutAffiliation(ROMEO, NODE, JULIET, "outcast"),
                new Change.PutSubscription(ROMEO, NODE, JULIET, "pending"),
                new Change.PutSubscription(ROMEO, NODE, JULIET, "subscribed"));
        Node node = state(ROMEO).nodes().getFirst();
        assertThat(node.affiliations()).containsExactly(Map.entry(JULIET, "outcast"));
        assertThat(node.subscriptions()).containsExactly(Map.entry(JULIET, "subscribed"));
        commit(
                new Change.PutAffiliation(ROMEO, NODE, JULIET, null),
                new Change.PutSubscription(ROMEO, NODE, JULIET, null));
        assertThat(state(ROMEO).nodes()).containsExactly(Node.of(NODE, ""));
    }

    @Test
    void whatNeedsANodeIsRefusedWithoutIt() {
        assertRefused(StoreException.Missing.class, new Change.PutItem(ROMEO, "none", item("a", "1"), MANY));
        assertRefused(StoreException.Missing.class, new Change.PutAffiliation(ROMEO, "none", JULIET, "member"));
        assertRefused(StoreException.Missing.class, new Change.PutSubscription(ROMEO, "none", JULIET, "pending"));
    }

    @Test
    void nodesGoWithTheAccount() {
        publish("a", "1", MANY);
        commit(new Change.RemoveAccount(ROMEO));
        create(ROMEO);
        assertThat(state(ROMEO).nodes()).isEmpty();
        assertThat(store.nodes().find(ROMEO, NODE, List.of("a"))).isEmpty();
    }
}
