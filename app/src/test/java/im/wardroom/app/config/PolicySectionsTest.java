// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.app.PolicyLabels;
import im.wardroom.app.config.policy.LabelsPolicy;
import im.wardroom.app.config.policy.LeakPolicy;
import im.wardroom.features.labels.LabelCatalogue.Item;
import im.wardroom.guard.Mode;
import im.wardroom.guard.label.LabelRules;
import im.wardroom.guard.leak.Action;
import im.wardroom.guard.leak.Direction;
import im.wardroom.guard.leak.LeakRule;
import im.wardroom.guard.leak.LeakRules;
import im.wardroom.xmpp.address.BareJid;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Leaks and labels as an administrator writes them down.
class PolicySectionsTest {

    private static LeakRules leaks(String text) throws ConfigurationException {
        return Binder.bind(LeakPolicy.class, "policy.toml", text).rules();
    }

    private static LabelRules labels(String text) throws ConfigurationException {
        return Binder.bind(LabelsPolicy.class, "policy.toml", text).rules();
    }

    @Test
    void withoutRulesTheBuiltInOnesObserve() {
        LeakRules rules = Binder.defaults(LeakPolicy.class).rules();
        assertThat(rules.rules())
                .extracting(LeakRule::name)
                .containsExactly("cards", "ibans", "keys", "positions", "e-mail-lists");
        assertThat(rules.rules()).extracting(LeakRule::mode).containsOnly(Mode.OBSERVE);
    }

    @Test
    void ruleIsRead() throws ConfigurationException {
        LeakRules rules = leaks("""
                [[rule]]
                name = "position"
                what = "positions"
                mode = "enforce"
                action = "refuse"
                groups = ["bridge"]
                directions = ["outside", "room"]
                [[rule]]
                name = "lists"
                what = "e-mail-lists"
                [[rule]]
                name = "numbers"
                pattern = 'VS-[0-9]{4}'
                at-least = 3
                [[group]]
                name = "bridge"
                members = ["captain@example.org"]
                """);
        LeakRule rule = rules.rules().getFirst();
        assertThat(rule.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(rule.action()).isEqualTo(Action.REFUSE);
        assertThat(rule.scope().directions()).containsExactlyInAnyOrder(Direction.OUTSIDE, Direction.ROOM);
        assertThat(rules.rules()).extracting(LeakRule::atLeast).containsExactly(1, 10, 3);
        assertThat(rules.groups()).containsEntry("bridge", Set.of(BareJid.parse("captain@example.org")));
    }

    @Test
    void mistakesInRulesAreNamed() {
        assertThatThrownBy(() -> leaks("[[rule]]\nwhat = \"cards\"")).hasMessageContaining("name");
        assertThatThrownBy(() -> leaks("[[rule]]\nname = \"a\"\npattern = \"(\""))
                .hasMessageContaining("RE2");
        assertThatThrownBy(() -> leaks("[[rule]]\nname = \"a\"\npattern = \"a*\""))
                .hasMessageContaining("empty text");
        assertThatThrownBy(() -> leaks("[[rule]]\nname = \"a\"\nwhat = \"words\""))
                .hasMessageContaining("words");
        assertThatThrownBy(() -> leaks("[[rule]]\nname = \"a\"\nwhat = \"cards\"\ngroups = [\"x\"]"))
                .hasMessageContaining("leak.group");
    }

    private static final String LABELS = """
            mode = "enforce"
            levels = ["OPEN", "SECRET"]
            unlabelled = "open"
            [[label]]
            name = "open"
            level = "OPEN"
            [[label]]
            name = "secret"
            level = "SECRET"
            categories = ["crypto"]
            marking = "SECRET//CRYPTO"
            selector = "Classified|SECRET"
            background = "red"
            xml = "<esssecuritylabel xmlns='urn:xmpp:sec-label:ess:0'>MQYCAQQGASk=</esssecuritylabel>"
            [[clearance]]
            who = ["captain@example.org"]
            level = "SECRET"
            categories = ["crypto"]
            """;

    @Test
    void labelsAreReadAndShownToWhoMayUseThem() throws ConfigurationException {
        LabelRules rules = labels(LABELS);
        BareJid captain = BareJid.parse("captain@example.org");
        BareJid cook = BareJid.parse("cook@example.org");
        assertThat(new PolicyLabels(() -> rules)
                        .of(captain, captain)
                        .orElseThrow()
                        .items())
                .extracting(Item::selector, Item::usual)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("open", true),
                        org.assertj.core.groups.Tuple.tuple("Classified|SECRET", false));
        assertThat(new PolicyLabels(() -> rules).of(captain, cook).orElseThrow().items())
                .hasSize(1);
        assertThat(new PolicyLabels(() -> LabelRules.DEFAULT).of(captain, cook)).isEmpty();
        assertThat(rules.labels().getLast().toElement().toString())
                .contains("SECRET//CRYPTO", "bgcolor='red'", ">MQYCAQQGASk=<");
    }

    @Test
    void mistakesInLabelsAreNamed() {
        assertThatThrownBy(() -> labels(LABELS.replace("level = \"SECRET\"\ncat", "level = \"TOP\"\ncat")))
                .hasMessageContaining("TOP");
        assertThatThrownBy(() -> labels(LABELS.replace("unlabelled = \"open\"", "unlabelled = \"x\"")))
                .hasMessageContaining("labels.label");
        assertThatThrownBy(() -> labels(LABELS.replace("</esssecuritylabel>", "</x>")))
                .hasMessageContaining("XML");
        assertThatThrownBy(() -> labels("[[clearance]]\nlevel = \"SECRET\"")).hasMessageContaining("nobody");
        assertThat(Binder.defaults(LabelsPolicy.class).rules().mode()).isEqualTo(Mode.OFF);
    }
}
