// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may do what (XEP-0060 §4.1, §4.5).
class AccessTest {

    private static NodeOptions model(String model) {
        return NodeOptions.USUAL.with(Option.ACCESS_MODEL, model).with(Option.GROUPS, "friends");
    }

    private static Standing stranger() {
        return new Standing(Affiliation.NONE, Subscription.NONE, false, List.of());
    }

    private static Standing contact(String... groups) {
        return new Standing(Affiliation.NONE, Subscription.NONE, true, List.of(groups));
    }

    private static Standing with(Affiliation affiliation) {
        return new Standing(affiliation, Subscription.NONE, false, List.of());
    }

    private static Standing subscriber(Subscription state) {
        return new Standing(Affiliation.NONE, state, false, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "open,",
        "presence, PRESENCE_REQUIRED",
        "roster, NOT_IN_ROSTER_GROUP",
        "authorize, NOT_SUBSCRIBED",
        "whitelist, CLOSED_NODE"
    })
    void strangerReadsWhatIsOpen(String model, Refusal refusal) {
        assertThat(Access.reading(model(model), stranger())).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({"open,", "presence,", "roster, NOT_IN_ROSTER_GROUP", "whitelist, CLOSED_NODE"})
    void whoSeesThePresenceReadsMore(String model, Refusal refusal) {
        assertThat(Access.reading(model(model), contact("family"))).isEqualTo(refusal);
    }

    @Test
    void whoIsInAGroupThatIsNamedReads() {
        assertThat(Access.reading(model("roster"), contact("family", "friends")))
                .isNull();
    }

    @Test
    void groupIsNotEnoughWithoutPresence() {
        Standing hidden = new Standing(Affiliation.NONE, Subscription.NONE, false, List.of("friends"));
        assertThat(Access.reading(model("roster"), hidden)).isEqualTo(Refusal.NOT_IN_ROSTER_GROUP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "presence", "roster", "authorize", "whitelist"})
    void ownersPublishersAndMembersReadAlways(String model) {
        assertThat(Access.reading(model(model), Standing.OWNER)).isNull();
        assertThat(Access.reading(model(model), with(Affiliation.PUBLISHER))).isNull();
        assertThat(Access.reading(model(model), with(Affiliation.MEMBER))).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"OUTCAST", "PUBLISH_ONLY"})
    void outcastsAndThoseWhoOnlyPublishReadNever(Affiliation affiliation) {
        assertThat(Access.reading(model("open"), with(affiliation))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(Access.subscribing(model("open"), with(affiliation))).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void whoIsGrantedASubscriptionReadsWhatNeedsOne() {
        assertThat(Access.reading(model("authorize"), subscriber(Subscription.SUBSCRIBED)))
                .isNull();
        assertThat(Access.reading(model("authorize"), subscriber(Subscription.PENDING)))
                .isEqualTo(Refusal.NOT_SUBSCRIBED);
    }

    @Test
    void anybodyMayAskForASubscriptionThatTheOwnerGrants() {
        assertThat(Access.subscribing(model("authorize"), stranger())).isNull();
        assertThat(Access.needsApproval(model("authorize"), stranger())).isTrue();
        assertThat(Access.needsApproval(model("authorize"), with(Affiliation.MEMBER)))
                .isFalse();
        assertThat(Access.needsApproval(model("open"), stranger())).isFalse();
    }

    @Test
    void whoMayReadMaySubscribe() {
        assertThat(Access.subscribing(model("presence"), contact())).isNull();
        assertThat(Access.subscribing(model("presence"), stranger())).isEqualTo(Refusal.PRESENCE_REQUIRED);
    }

    @Test
    void ownersAndPublishersPublish() {
        assertThat(Access.publishing(model("open"), Standing.OWNER)).isNull();
        assertThat(Access.publishing(model("open"), with(Affiliation.PUBLISHER)))
                .isNull();
        assertThat(Access.publishing(model("open"), with(Affiliation.PUBLISH_ONLY)))
                .isNull();
        assertThat(Access.publishing(model("open"), with(Affiliation.MEMBER))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(Access.publishing(model("open"), contact())).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void openNodeIsForAllWhoMayReadIt() {
        NodeOptions open = model("presence").with(Option.PUBLISH_MODEL, "open");
        assertThat(Access.publishing(open, contact())).isNull();
        assertThat(Access.publishing(open, stranger())).isEqualTo(Refusal.FORBIDDEN);
        assertThat(Access.publishing(open, with(Affiliation.OUTCAST))).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void nodeOfItsSubscribersIsForThese() {
        NodeOptions node = model("open").with(Option.PUBLISH_MODEL, "subscribers");
        assertThat(Access.publishing(node, subscriber(Subscription.SUBSCRIBED))).isNull();
        assertThat(Access.publishing(node, subscriber(Subscription.PENDING))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(Access.publishing(node, contact())).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void onlyOwnersOwn() {
        assertThat(Access.owning(Standing.OWNER)).isNull();
        assertThat(Access.owning(with(Affiliation.PUBLISHER))).isEqualTo(Refusal.FORBIDDEN);
    }
}
