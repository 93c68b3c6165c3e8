// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CompareCommandTest {

    @ParameterizedTest
    @CsvSource({"--only, chat, archive", "--servers, wardroom, prosody"})
    void whatIsNotThereIsNotMeasuredInSilence(String option, String known, String alsoKnown) {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new CompareCommand())
                .setErr(new PrintWriter(said))
                .execute(option, known + ",nonsense");
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).contains(option + " nonsense is none of ", known, alsoKnown);
    }
}
