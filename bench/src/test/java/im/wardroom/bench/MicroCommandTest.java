// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.VerboseMode;

class MicroCommandTest {

    @Test
    void everyMicrobenchmarkRuns() throws RunnerException {
        // Another run on this machine may measure at the same time; here only what works matters.
        System.setProperty("jmh.ignoreLock", "true");
        MicroCommand command = new MicroCommand();
        command.quick = true;
        command.verbosity = VerboseMode.SILENT;
        assertThat(command.call()).isZero();
    }
}
