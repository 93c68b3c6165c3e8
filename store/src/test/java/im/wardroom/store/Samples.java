// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One of everything that can belong to an account.
public final class Samples {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(3600);

    private Samples() {}

    public static List<Change> everythingOf(BareJid owner, BareJid contact) {
        RosterItem item = RosterItem.none(contact).named("Friend", List.of("one", "two"));
        return List.of(
                new Change.SetEnabled(owner, true),
                new Change.SetKeys(owner, NOON, List.of(keys("a")), 3),
                new Change.SetKeys(owner, NOON, List.of(keys("b")), 3),
                new Change.PutRosterItem(owner, item, 7),
                new Change.PutRequest(owner, contact, bytes("please")),
                received(owner, 1, NOON, bytes("hello")),
                new Change.PutDocument(owner, "space", "key", bytes("value")),
                new Change.PutNode(owner, "node", "options", 9),
                new Change.PutAffiliation(owner, "node", contact, "member"),
                new Change.PutSubscription(owner, "node", contact, "subscribed"),
                new Change.PutItem(owner, "node", new Nodes.Item("item", owner, NOON, bytes("payload")), 9),
                new Change.PutToken(
                        owner, new Token("phone", "HT-SHA-256-EXPR", bytes("secret"), NOON, LATER, 0, true)),
                new Change.SawDevice(
                        owner, new Device("phone", "Client", "Phone", NOON), InetAddress.getLoopbackAddress()),
                new Change.PutInvitation(new Invitation("by " + owner, owner.domain(), owner, null, NOON, LATER, 1)));
    }

    static List<Change> removalsOf(BareJid owner, BareJid contact) {
        return List.of(
                new Change.RemoveAccount(owner),
                new Change.RemoveRosterItem(owner, contact, 8),
                new Change.RemoveRequest(owner, contact),
                new Change.MoveCursor(owner, 1),
                new Change.RemoveDocument(owner, "space", "key"),
                new Change.RemoveItem(owner, "node", "item"),
                new Change.RemoveItems(owner, "node"),
                new Change.RemoveNode(owner, "node"),
                new Change.RemoveTokens(owner, null));
    }

    static void assertEverythingOf(Store store, BareJid owner, BareJid contact) {
        Accounts.State state = store.accounts().load(owner, Set.of("space")).orElseThrow();
        assertThat(state.roster()).containsExactly(RosterItem.none(contact).named("Friend", List.of("one", "two")));
        assertThat(state.rosterVersion()).isEqualTo(7);
        assertThat(state.requests()).containsOnlyKeys(contact);
        assertThat(state.lastSeq()).isEqualTo(1);
        assertThat(state.documents()).containsOnlyKeys("space");
        assertThat(store.accounts().credentials(owner).orElseThrow().oldKeys()).hasSize(1);
        assertThat(store.messages().read(owner, 0, 10)).hasSize(1);
        assertThat(state.nodes())
                .containsExactly(
                        new Nodes.Node("node", "options", Map.of(contact, "member"), Map.of(contact, "subscribed")));
        assertThat(store.nodes().find(owner, "node", List.of("item"))).hasSize(1);
        assertThat(store.tokens().of(owner, "phone")).hasSize(1);
        assertThat(store.devices().of(owner)).hasSize(1);
        assertThat(store.invitations().find("by " + owner)).isPresent();
    }

    static void assertNothingOf(Store store, BareJid owner) {
        Accounts.State state = store.accounts().load(owner, Set.of("space")).orElseThrow();
        assertThat(state.roster()).isEmpty();
        assertThat(state.requests()).isEmpty();
        assertThat(state.lastSeq()).isZero();
        assertThat(state.documents()).isEmpty();
        assertThat(store.accounts().credentials(owner).orElseThrow().keys()).isEmpty();
        assertThat(store.accounts().credentials(owner).orElseThrow().oldKeys()).isEmpty();
        assertThat(store.messages().read(owner, 0, 10)).isEmpty();
        assertThat(state.nodes()).isEmpty();
        assertThat(store.nodes().find(owner, "node", List.of("item"))).isEmpty();
        assertThat(store.tokens().of(owner, "phone")).isEmpty();
        assertThat(store.devices().of(owner)).isEmpty();
        assertThat(store.devices().isKnown(owner, "phone", InetAddress.getLoopbackAddress()))
                .isFalse();
        assertThat(store.invitations().find("by " + owner)).isEmpty();
    }

    /// A message that waits for its owner and is not archived.
    public static Change.AppendMessage received(BareJid owner, long seq, Instant at, byte[] stanza) {
        return new Change.AppendMessage(
                owner,
                new MessageLog.Entry(
                        seq,
                        at,
                        MessageLog.Direction.RECEIVED,
                        false,
                        BareJid.parse("peer@example.org"),
                        null,
                        stanza));
    }

    private static ScramKeys keys(String password) {
        return new ScramKeys("SCRAM-SHA-256", bytes("salt"), 10_000, bytes(password), bytes(password));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
