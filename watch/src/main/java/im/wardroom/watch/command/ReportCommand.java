// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.Knowledge;
import im.wardroom.watch.Lookout;
import im.wardroom.watch.disk.WholeFile;
import im.wardroom.watch.flow.Limits;
import im.wardroom.watch.report.Discretion;
import im.wardroom.watch.report.Heading;
import im.wardroom.watch.report.Pseudonyms;
import im.wardroom.watch.report.PublicEvidence;
import im.wardroom.watch.report.ReportPage;
import im.wardroom.watch.report.Suspected;
import im.wardroom.watch.report.Tally;
import im.wardroom.watch.report.UsageLines;
import im.wardroom.watch.report.Usages;
import im.wardroom.watch.service.Directory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wardroom watch report FILE…`: one page of HTML for those who decide.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Write one page of HTML: who used which messenger, when and how much, and what rules would stop.",
            "Made from captures and from the lines that wardroom watch --json wrote, in any mixture; - is the standard input."
        },
        footer = {
            "",
            "Examples:",
            "  ./wardroom watch report monday.pcap -o monday.html",
            "  ./wardroom watch report week-*.json.gz --pseudonyms --key report.key -o weeks.html",
            "",
            "Exit codes: 0 written, 1 a file could not be read or written, 2 not understood."
        })
final class ReportCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final String STANDARD = "-";
    private static final int LONGEST_KEY = 4096;
    private static final int LONGEST_TITLE = 200;

    private final Terminal terminal;
    private final InstantSource clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Captures, in the order in which they were made, and lines of JSON.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where the page is written, readable by you alone; - is the standard output.")
    private String output = "";

    @Option(names = "--title", paramLabel = "TEXT", description = "What stands above the page.")
    private String title = "Messengers on the network";

    @Option(names = "--organisation", paramLabel = "TEXT", description = "Whose network it is.")
    private String organisation = "";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Where days and hours are counted, such as Europe/Berlin; this machine's unless given.")
    private String zone = ZoneId.systemDefault().getId();

    @Option(names = "--pseudonyms", description = "Pseudonyms in place of the addresses of clients.")
    private boolean pseudonyms;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The key of the pseudonyms, at least 16 octets: under the same key a client has the same one"
                    + " in every report. Without it, the pseudonyms are of this report alone.")
    private @Nullable Path key;

    @Option(
            names = "--directory",
            paramLabel = "FILE",
            description = "More names and addresses of services; can be given several times.")
    private List<Path> directories = new ArrayList<>();

    ReportCommand(Terminal terminal) {
        this(terminal, InstantSource.system());
    }

    ReportCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        ZoneId where = zone();
        if (key != null && !pseudonyms) {
            throw wrong("--key is for --pseudonyms");
        }
        if (title.length() > LONGEST_TITLE || organisation.length() > LONGEST_TITLE) {
            throw wrong("a title has at most " + LONGEST_TITLE + " letters");
        }
        try {
            Directory directory = Extended.directory(directories);
            Reading reading = new Reading(new Tally(where, discretion(directory)), directory);
            files.forEach(reading::file);
            reading.end();
            write(reading.page());
            return reading.unreadFiles == 0 ? 0 : FAILED;
        } catch (IOException | IllegalArgumentException e) {
            terminal.complain(Extended.reason(e));
            return FAILED;
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw wrong("there is no time zone " + zone + "; write it like Europe/Berlin, +02:00 or UTC");
        }
    }

    private Discretion discretion(Directory directory) throws IOException {
        return pseudonyms
                ? new Discretion.Pseudonymous(new Pseudonyms(key()), new PublicEvidence(directory))
                : new Discretion.Open();
    }

    private byte[] key() throws IOException {
        if (key == null) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            return random;
        }
        try (InputStream in = Files.newInputStream(key)) {
            byte[] octets = in.readNBytes(LONGEST_KEY);
            if (octets.length < Pseudonyms.SHORTEST_KEY) {
                throw new IllegalArgumentException(
                        key + " is too short for a key: make one with head -c 32 /dev/urandom > " + key);
            }
            return octets;
        }
    }

    /// Whole or not at all, and not for others' eyes.
    private void write(String page) throws IOException {
        if (output.equals(STANDARD)) {
            terminal.out().print(page);
            terminal.out().flush();
            return;
        }
        Path target = Path.of(output).toAbsolutePath();
        for (String file : files) {
            if (!file.equals(STANDARD)
                    && Files.exists(target)
                    && Files.exists(Path.of(file))
                    && Files.isSameFile(target, Path.of(file))) {
                throw new IllegalArgumentException(
                        "the page would be written over " + file + ", which it is made from");
            }
        }
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder " + folder + " to write the page to");
        }
        WholeFile.writeForOwner(target, page);
    }

    /// The files, one after the other.
    private final class Reading {

        private final Tally tally;
        private final Lookout lookout;
        private final UsageLines lines;
        private long captures;
        private long lineFiles;
        private long unreadFiles;
        private long damaged;

        Reading(Tally tally, Directory directory) {
            this.tally = tally;
            lines = new UsageLines(tally::add, tally::suspect);
            lookout = new Lookout(
                    new Knowledge(directory),
                    Limits.DEFAULT,
                    new SecureRandom().nextLong(),
                    new Usages(tally::add),
                    suspicion -> tally.suspect(Suspected.of(suspicion)));
        }

        void file(String file) {
            try (Records records =
                    Records.open(file.equals(STANDARD) ? terminal.in() : Files.newInputStream(Path.of(file)))) {
                if (records.isText()) {
                    lines.read(new BufferedReader(new InputStreamReader(records.content(), StandardCharsets.UTF_8)));
                    lineFiles++;
                } else {
                    capture(file, records.content());
                    captures++;
                }
            } catch (IOException e) {
                unreadFiles++;
                terminal.complain(file + ": " + Extended.reason(e));
            }
        }

        private void capture(String file, InputStream content) throws IOException {
            if (!new CaptureReader(terminal, lookout).read(file, content, () -> {})) {
                damaged++;
            }
        }

        void end() {
            lookout.end();
            if (lines.others() > 0) {
                terminal.complain(lines.others() + " lines are no flows and were left out");
            }
            terminal.complain(lookout.failures());
        }

        String page() {
            List<String> unread = new ArrayList<>();
            if (unreadFiles > 0) {
                unread.add(unreadFiles + (unreadFiles == 1 ? " file" : " files") + " could not be read.");
            }
            if (damaged > 0) {
                unread.add(damaged + (damaged == 1 ? " capture is" : " captures are") + " damaged and read in part.");
            }
            if (lines.others() > 0) {
                unread.add(lines.others() + " lines of records are no flows and were left out.");
            }
            String sources = "Made from " + captures + (captures == 1 ? " capture" : " captures") + " and " + lineFiles
                    + (lineFiles == 1 ? " file" : " files") + " of records.";
            return ReportPage.of(
                    tally, new Heading(title, organisation, clock.instant(), sources, String.join(" ", unread)));
        }
    }
}
