// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import java.io.IOException;
import java.util.List;

/// `./wardroom bench [--quick]`.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Plan plan = List.of(arguments).contains("--quick") ? Plan.QUICK : Plan.DEFAULT;
        System.out.println(Machine.describe());
        for (Benchmark.Line line : new Benchmark(plan).run()) {
            System.out.printf("%-72s %28s %s%n", line.what(), line.value(), line.unit());
        }
        System.exit(0);
    }
}
