// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.account.Subscriptions.Outcome;
import im.wardroom.store.RosterItem;
import im.wardroom.store.RosterItem.Subscription;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Presence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tables of RFC 6121 Appendix A, cell by cell. N, T, F and B are the subscription; o and i are a request of the
/// owner and of the contact that waits; an exclamation mark says that the stanza goes on.
class SubscriptionsTest {

    private static final BareJid CONTACT = BareJid.parse("juliet@capulet.example");

    private static RosterItem item(String state) {
        Subscription subscription = switch (state.charAt(0)) {
            case 'T' -> Subscription.TO;
            case 'F' -> Subscription.FROM;
            case 'B' -> Subscription.BOTH;
            default -> Subscription.NONE;
        };
        return RosterItem.none(CONTACT).with(subscription).withAsk(state.contains("o"));
    }

    private static String text(Outcome outcome) {
        RosterItem item = outcome.item();
        String letter = item.subscription().name().substring(0, 1);
        return letter + (item.ask() ? "o" : "") + (outcome.request() ? "i" : "") + (outcome.pass() ? "!" : "");
    }

    @ParameterizedTest(name = "{0} {1} becomes {2}")
    @CsvSource({
        // RFC 6121 §A.2.1
        "SUBSCRIBE, N, No!",
        "SUBSCRIBE, No, No!",
        "SUBSCRIBE, Ni, Noi!",
        "SUBSCRIBE, Noi, Noi!",
        "SUBSCRIBE, T, T!",
        "SUBSCRIBE, Ti, Ti!",
        "SUBSCRIBE, F, Fo!",
        "SUBSCRIBE, Fo, Fo!",
        "SUBSCRIBE, B, B!",
        // RFC 6121 §A.2.2
        "UNSUBSCRIBE, N, N!",
        "UNSUBSCRIBE, No, N!",
        "UNSUBSCRIBE, Ni, Ni!",
        "UNSUBSCRIBE, Noi, Ni!",
        "UNSUBSCRIBE, T, N!",
        "UNSUBSCRIBE, Ti, Ni!",
        "UNSUBSCRIBE, F, F!",
        "UNSUBSCRIBE, Fo, F!",
        "UNSUBSCRIBE, B, F!",
        // RFC 6121 §A.2.3
        "SUBSCRIBED, N, N",
        "SUBSCRIBED, No, No",
        "SUBSCRIBED, Ni, F!",
        "SUBSCRIBED, Noi, Fo!",
        "SUBSCRIBED, T, T",
        "SUBSCRIBED, Ti, B!",
        "SUBSCRIBED, F, F",
        "SUBSCRIBED, Fo, Fo",
        "SUBSCRIBED, B, B",
        // RFC 6121 §A.2.4
        "UNSUBSCRIBED, N, N",
        "UNSUBSCRIBED, No, No",
        "UNSUBSCRIBED, Ni, N!",
        "UNSUBSCRIBED, Noi, No!",
        "UNSUBSCRIBED, T, T",
        "UNSUBSCRIBED, Ti, T!",
        "UNSUBSCRIBED, F, N!",
        "UNSUBSCRIBED, Fo, No!",
        "UNSUBSCRIBED, B, T!",
    })
    void outbound(Presence.Type type, String before, String after) {
        assertThat(text(Subscriptions.outbound(type, item(before), before.contains("i"))))
                .isEqualTo(after);
    }

    @ParameterizedTest(name = "{0} {1} becomes {2}")
    @CsvSource({
        // RFC 6121 §A.3.1
        "SUBSCRIBE, N, Ni!",
        "SUBSCRIBE, No, Noi!",
        "SUBSCRIBE, Ni, Ni",
        "SUBSCRIBE, Noi, Noi",
        "SUBSCRIBE, T, Ti!",
        "SUBSCRIBE, Ti, Ti",
        "SUBSCRIBE, F, F",
        "SUBSCRIBE, Fo, Fo",
        "SUBSCRIBE, B, B",
        // RFC 6121 §A.3.2
        "UNSUBSCRIBE, N, N",
        "UNSUBSCRIBE, No, No",
        "UNSUBSCRIBE, Ni, N!",
        "UNSUBSCRIBE, Noi, No!",
        "UNSUBSCRIBE, T, T",
        "UNSUBSCRIBE, Ti, T!",
        "UNSUBSCRIBE, F, N!",
        "UNSUBSCRIBE, Fo, No!",
        "UNSUBSCRIBE, B, T!",
        // RFC 6121 §A.3.3
        "SUBSCRIBED, N, N",
        "SUBSCRIBED, No, T!",
        "SUBSCRIBED, Ni, Ni",
        "SUBSCRIBED, Noi, Ti!",
        "SUBSCRIBED, T, T",
        "SUBSCRIBED, Ti, Ti",
        "SUBSCRIBED, F, F",
        "SUBSCRIBED, Fo, B!",
        "SUBSCRIBED, B, B",
        // RFC 6121 §A.3.4
        "UNSUBSCRIBED, N, N",
        "UNSUBSCRIBED, No, N!",
        "UNSUBSCRIBED, Ni, Ni",
        "UNSUBSCRIBED, Noi, Ni!",
        "UNSUBSCRIBED, T, N!",
        "UNSUBSCRIBED, Ti, Ni!",
        "UNSUBSCRIBED, F, F",
        "UNSUBSCRIBED, Fo, F!",
        "UNSUBSCRIBED, B, F!",
    })
    void inbound(Presence.Type type, String before, String after) {
        assertThat(text(Subscriptions.inbound(type, item(before), before.contains("i"))))
                .isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"F, true", "B, true", "N, false", "T, false"})
    void requestOfASubscribedContactIsApprovedAtOnce(String before, boolean approved) {
        assertThat(Subscriptions.inbound(Presence.Type.SUBSCRIBE, item(before), false)
                        .approve())
                .isEqualTo(approved);
    }

    @ParameterizedTest
    @CsvSource({"N, F", "No, Fo", "T, B"})
    void requestOfAContactThatWasApprovedInAdvanceIsApproved(String before, String after) {
        Outcome outcome =
                Subscriptions.inbound(Presence.Type.SUBSCRIBE, item(before).withApproved(true), false);
        assertThat(outcome.approve()).isTrue();
        assertThat(text(outcome)).isEqualTo(after);
        assertThat(outcome.item().approved()).isFalse();
    }
}
