// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.StanzaException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The configuration of a node (XEP-0060 §8.2, §7.1.5).
class NodeOptionsTest {

    private static final Limits LIMITS = new Limits(10, 10, 50, 1_000, 10_000, 10, 100);

    private static SubmittedForm form(String field, String... values) {
        return new SubmittedForm(Names.NODE_CONFIG, Map.of("pubsub#" + field, List.of(values)));
    }

    private static NodeOptions with(String field, String... values) {
        return NodeOptions.USUAL.with(form(field, values), LIMITS);
    }

    @Test
    void usualNodeIsForContactsAndKeepsOneItem() {
        assertThat(NodeOptions.USUAL.one(Option.ACCESS_MODEL)).isEqualTo("presence");
        assertThat(NodeOptions.USUAL.keep(LIMITS)).isEqualTo(1);
        assertThat(NodeOptions.USUAL.written()).isEmpty();
    }

    @Test
    void onlyWhatIsNotAsUsualIsKept() {
        assertThat(with("access_model", "presence")).isEqualTo(NodeOptions.USUAL);
        assertThat(with("access_model", "open").written()).isEqualTo("pubsub#access_model=open\n");
        assertThat(with("access_model", "open").with(form("access_model", "presence"), LIMITS))
                .isEqualTo(NodeOptions.USUAL);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        NodeOptions options = with("roster_groups_allowed", "Friends", "a=b")
                .with(form("title", "  Two\nlines "), LIMITS)
                .with(form("max_items", "max"), LIMITS)
                .with(form("persist_items", "false"), LIMITS);
        assertThat(NodeOptions.read(options.written())).isEqualTo(options);
        assertThat(options.all(Option.GROUPS)).containsExactly("Friends", "a=b");
        assertThat(options.one(Option.TITLE)).doesNotContain("\n");
    }

    @Test
    void whatALaterVersionWroteIsLeftOut() {
        assertThat(NodeOptions.read("pubsub#news=1\npubsub#title=x\n"))
                .isEqualTo(NodeOptions.USUAL.with(Option.TITLE, "x"));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "true, true", "0, false", "false, false"})
    void flagsAreWrittenInTwoWays(String value, boolean expected) {
        assertThat(with("notify_config", value).is(Option.NOTIFY_CONFIG)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "notify_config, yes",
        "publish_model, nobody",
        "max_items, 0",
        "max_items, -1",
        "max_items, 51",
        "max_items, many",
        "item_expire, 60",
        "notification_type, normal"
    })
    void impossibleValueIsNotAcceptable(String field, String value) {
        assertThatThrownBy(() -> with(field, value))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        e -> assertThat(e.error().condition().element()).isEqualTo("not-acceptable"));
    }

    @Test
    void unknownAccessModelIsCalledThat() {
        assertThatThrownBy(() -> with("access_model", "secret"))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        e -> assertThat(e.error()).isEqualTo(Refusal.UNSUPPORTED_ACCESS_MODEL.error()));
    }

    @Test
    void severalValuesForOneAreABadRequest() {
        assertThatThrownBy(() -> with("access_model", "open", "presence"))
                .isInstanceOfSatisfying(
                        StanzaException.class,
                        e -> assertThat(e.error().condition().element()).isEqualTo("bad-request"));
    }

    @Test
    void unknownFieldsOfAConfigurationSayNothing() {
        assertThat(with("dataform_xslt", "x")).isEqualTo(NodeOptions.USUAL);
    }

    @Test
    void unknownFieldsOfPreconditionsCannotBeMet() {
        assertThatThrownBy(() -> NodeOptions.checkKnown(form("dataform_xslt", "x")))
                .isInstanceOf(StanzaException.class);
        NodeOptions.checkKnown(form("title", "x"));
    }

    @Test
    void nodeMeetsWhatItIs() {
        NodeOptions open = with("access_model", "open");
        assertThat(open.meets(form("access_model", "open"), LIMITS)).isTrue();
        assertThat(open.meets(form("persist_items", "true"), LIMITS)).isTrue();
        assertThat(open.meets(form("access_model", "presence"), LIMITS)).isFalse();
        assertThat(open.meets(form("max_items", "max"), LIMITS)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"max, 50", "7, 7", "50, 50"})
    void asManyItemsAreKeptAsTheNodeSaysWithinTheLimit(String value, int kept) {
        assertThat(with("max_items", value).keep(LIMITS)).isEqualTo(kept);
    }

    @Test
    void nodeThatKeepsNothingKeepsNothing() {
        assertThat(with("persist_items", "0").keep(LIMITS)).isZero();
    }
}
