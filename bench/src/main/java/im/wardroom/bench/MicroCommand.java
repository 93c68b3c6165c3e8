// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench micro`: JMH over the stops of a message.
@Command(
        name = "micro",
        mixinStandardHelpOptions = true,
        description = "Measure the parser, the serialiser, the router, an account and the message log on their own.")
final class MicroCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @Parameters(arity = "0..1", paramLabel = "PATTERN", description = "A regular expression for names; all without it.")
    String pattern = ".*";

    @Option(names = "--quick", description = "One short iteration without warming up: only to see that they work.")
    boolean quick;

    VerboseMode verbosity = VerboseMode.NORMAL;

    @Override
    public Integer call() throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include("im\\.wardroom\\.bench\\.micro\\.(" + pattern + ")")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .shouldFailOnError(true)
                .verbosity(verbosity)
                .forks(quick ? 0 : 1)
                .warmupIterations(quick ? 0 : 5)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(quick ? 1 : 5)
                .measurementTime(quick ? TimeValue.milliseconds(50) : TimeValue.seconds(2));
        boolean some = !new Runner(options.build()).run().isEmpty();
        return some ? 0 : FAILED;
    }
}
