// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import im.wardroom.bench.growth.GrowthCommand;
import im.wardroom.bench.watch.LiveCommand;
import im.wardroom.bench.watch.WatchCommand;
import im.wardroom.bench.worm.WormsCommand;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `./wardroom bench …`.
@Command(
        name = "./wardroom bench",
        mixinStandardHelpOptions = true,
        description = "Measures Wardroom on this machine.",
        footer = {
            "",
            "Examples:",
            "  ./wardroom bench compare --quick",
            "  ./wardroom bench compare --only chat --servers wardroom",
            "  ./wardroom bench micro Parser",
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        ((Logger) LoggerFactory.getLogger("org.flywaydb")).setLevel(Level.WARN);
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new CompareCommand())
                .addSubcommand(new CostCommand())
                .addSubcommand(new FloodCommand())
                .addSubcommand(new GrowthCommand())
                .addSubcommand(new LiveCommand())
                .addSubcommand(new MicroCommand())
                .addSubcommand(new PlotCommand())
                .addSubcommand(new SimulateCommand())
                .addSubcommand(new WatchCommand())
                .addSubcommand(new WormsCommand());
        System.exit(arguments.length == 0 ? line.execute("--help") : line.execute(arguments));
    }
}
