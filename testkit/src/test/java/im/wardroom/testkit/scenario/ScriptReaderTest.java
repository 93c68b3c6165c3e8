// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptReaderTest {

    @Test
    void readsTitlesGivensAndSteps() {
        List<Script> scripts = ScriptReader.read("two.scenario", """
                # a comment
                = The first
                given open registration
                romeo/phone, romeo/laptop and juliet are online

                = The second
                romeo leaves
                """);
        assertThat(scripts).extracting(Script::title).containsExactly("The first", "The second");
        assertThat(scripts.getFirst().givens()).containsExactly("open registration");
        assertThat(scripts.getFirst().steps().getFirst().statement())
                .isEqualTo(new Statement.Online(List.of("romeo/phone", "romeo/laptop", "juliet")));
        assertThat(scripts.getLast().givens()).isEmpty();
        assertThat(scripts.getLast().steps().getFirst().line()).isEqualTo(7);
    }

    @Test
    void xmlGoesOnOverLines() {
        List<Script> scripts = ScriptReader.read("x.scenario", """
                = One
                romeo sends
                    <message>
                    </message>
                """);
        assertThat(scripts.getFirst().steps().getFirst().statement())
                .isEqualTo(new Statement.Sends("romeo", "<message>\n    </message>"));
    }

    @Test
    void statementThatNobodyUnderstandsIsNamed() {
        assertThatThrownBy(() -> ScriptReader.read("bad.scenario", "= One\nromeo dances\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bad.scenario:2: not understood: romeo dances");
    }

    @Test
    void scriptWithoutStepsIsRefused() {
        assertThatThrownBy(() -> ScriptReader.read("bad.scenario", "= One\n= Two\nromeo leaves\n"))
                .hasMessageContaining("bad.scenario:1: nothing happens");
    }

    @Test
    void statementBeforeTheTitleIsRefused() {
        assertThatThrownBy(() -> ScriptReader.read("bad.scenario", "romeo leaves\n"))
                .hasMessageContaining("a script begins with its title");
    }
}
