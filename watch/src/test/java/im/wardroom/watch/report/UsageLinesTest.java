// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageLinesTest {

    private final List<Usage> usages = new ArrayList<>();
    private final List<Suspected> suspicions = new ArrayList<>();
    private final UsageLines lines = new UsageLines(usages::add, suspicions::add);

    private void read(String text) throws IOException {
        lines.read(new BufferedReader(new StringReader(text)));
    }

    @Test
    void aFlowIsReadAsItWasWritten() throws IOException {
        read(Records.line("2026-03-02T08:00:00.000005Z", "irc", "192.0.2.7", "none", 1500)
                .replace("some evidence", "IRC \\\"\\u001b\\\\"));

        assertThat(usages).singleElement().satisfies(usage -> {
            assertThat(usage.what()).isEqualTo("irc");
            assertThat(usage.firstMicros()).isEqualTo(1_772_438_400_000_005L);
            assertThat(usage.client()).hasToString("192.0.2.7");
            assertThat(usage.bytes()).isEqualTo(1500);
            assertThat(usage.rule()).isEqualTo("none");
            assertThat(usage.evidence()).isEqualTo("IRC \"\u001b\\");
        });
        assertThat(lines.others()).isZero();
    }

    @Test
    void aFlowThatHidesHasNoActivity() throws IOException {
        read(Records.hidden("2026-03-02T08:00:00Z", "tunnel", "2001:db8::7", 10));

        assertThat(usages).singleElement().satisfies(usage -> {
            assertThat(usage.isHidden()).isTrue();
            assertThat(usage.activity()).isEmpty();
            assertThat(usage.rule()).isEmpty();
        });
    }

    @Test
    void linesOfOlderProgramsDoNotKnowTheRule() throws IOException {
        read(Records.line("2026-03-02T08:00:00Z", "irc", "192.0.2.7", "none", 1).replace("\"rule\":\"none\",", ""));

        assertThat(usages)
                .singleElement()
                .satisfies(usage -> assertThat(usage.rule()).isEmpty());
    }

    @Test
    void aFlowOfAnInterfaceCountsOnceItHasEnded() throws IOException {
        String flow = Records.line("2026-03-02T08:00:00Z", "irc", "192.0.2.7", "none", 1500);
        read(String.join(
                "\n",
                "{\"event\":\"started\",\"time\":\"2026-03-02T08:00:00Z\",\"interface\":\"eth0\"}",
                flow.replaceFirst("\\{", "{\"event\":\"found\","),
                "{\"event\":\"counts\",\"packets\":7}",
                flow.replaceFirst("\\{", "{\"event\":\"ended\","),
                "{\"event\":\"stopped\",\"packets\":9}"));

        assertThat(usages).hasSize(1);
        assertThat(lines.others()).isZero();
    }

    @Test
    void aSuspicionIsReadWithWhoIsSuspected() throws IOException {
        String line = "{\"time\":\"2026-03-02T08:00:00Z\",\"end\":\"2026-03-02T09:00:00Z\",\"suspicion\":\"beacon\","
                + "\"evidence\":\"every 60 s\",\"client\":\"192.0.2.7\",\"server\":\"2001:db8::1\",\"server_port\":5222}";
        read(line + "\n" + line.replace("\"client\":\"192.0.2.7\",", "") + "\n" + line.replace("beacon", "<b>"));

        assertThat(suspicions).hasSize(2);
        assertThat(suspicions.getFirst().kind()).isEqualTo("beacon");
        assertThat(suspicions.getFirst().client()).hasToString("192.0.2.7");
        assertThat(suspicions.getFirst().server()).isEqualTo("[2001:db8::1]:5222");
        assertThat(suspicions.getLast().client()).isNull();
        assertThat(lines.others()).isEqualTo(1);
    }

    @Test
    void whatIsNoFlowIsCounted() throws IOException {
        String good = Records.line("2026-03-02T08:00:00Z", "irc", "192.0.2.7", "none", 1);
        read(String.join(
                "\n",
                "{}",
                "{\"time\":",
                good.substring(0, 60),
                good + "x",
                good.replace("irc", "<b>"),
                good.replace("192.0.2.7", "example.org"),
                good.replace("2026-03-02T08", "yesterday"),
                good.replace("\"client_bytes\":0", "\"client_bytes\":-1"),
                good.replace("\"client_bytes\":0", "\"client_bytes\":{}"),
                "{\"a\":\"" + "x".repeat(100_000) + "\"}",
                "",
                good));

        assertThat(usages).hasSize(1);
        assertThat(lines.others()).isEqualTo(10);
    }
}
