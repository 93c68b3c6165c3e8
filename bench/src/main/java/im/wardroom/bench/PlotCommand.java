// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.bench.report.Markdown;
import im.wardroom.bench.report.Plot;
import im.wardroom.bench.report.Results;
import im.wardroom.bench.report.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `bench plot`: draws and prints what an earlier comparison wrote.
@Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        description = "Draw the results of a comparison as SVG, and print them as tables.")
final class PlotCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RESULTS.csv", description = "What `compare` wrote.")
    @Nullable
    Path input;

    @Parameters(index = "1", paramLabel = "PLOT.svg", description = "Where to draw.")
    @Nullable
    Path output;

    @Override
    public Integer call() throws IOException {
        if (input != null && output != null) {
            Results results = ResultsFile.read(input);
            System.out.println(Markdown.of(results));
            Files.writeString(output, Plot.of(results));
        }
        return 0;
    }
}
