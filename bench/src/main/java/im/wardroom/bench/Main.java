// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.util.List;
import org.slf4j.LoggerFactory;

/// `./wardroom bench [--quick]`.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ((Logger) LoggerFactory.getLogger("org.flywaydb")).setLevel(Level.WARN);
        Plan plan = List.of(arguments).contains("--quick") ? Plan.QUICK : Plan.DEFAULT;
        System.out.println(Machine.describe());
        for (Benchmark.Line line : new Benchmark(plan).run()) {
            System.out.printf("%-72s %28s %s%n", line.what(), line.value(), line.unit());
        }
        System.exit(0);
    }
}
