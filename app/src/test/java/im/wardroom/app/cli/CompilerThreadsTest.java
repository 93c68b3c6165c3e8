// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// In a process of its own: this one's compilers have something to do yet.
@EnabledOnOs(OS.LINUX)
class CompilerThreadsTest {

    public static void main(String[] arguments) throws IOException {
        CompilerThreads.giveWay();
        CompilerThreads.giveWay();
        int niceness = CompilerThreads.niceness(Path.of("/proc/self"));
        for (Path thread : CompilerThreads.all()) {
            System.out.println(CompilerThreads.niceness(thread) - niceness);
        }
    }

    private static List<String> lines(String... before) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CompilerThreadsTest.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }

    @Test
    void theyGiveWayToAllOthersAndOnceIsEnough() throws Exception {
        assertThat(lines()).isNotEmpty().containsOnly("5");
    }

    @Test
    void theyStillDoInAProcessThatGivesWayItself() throws Exception {
        assertThat(lines("nice", "-n", "3")).isNotEmpty().containsOnly("5");
    }
}
