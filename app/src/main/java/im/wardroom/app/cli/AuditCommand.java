// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.audit.AuditCopies;
import im.wardroom.app.audit.AuditLines;
import im.wardroom.app.audit.KeyFile;
import im.wardroom.guard.audit.Continuation;
import im.wardroom.guard.audit.HeadKey;
import im.wardroom.guard.audit.TreeHead;
import im.wardroom.guard.audit.Verification;
import im.wardroom.store.StoreException;
import im.wardroom.store.sql.AuditReading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The audit log, read beside a server that may be running.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Look into the audit log, check it, copy it.",
        footer = {
            "",
            "Examples:",
            "  ./wardroom audit show --last 20",
            "  ./wardroom audit show --account romeo@example.org",
            "  ./wardroom audit verify",
            "  ./wardroom audit head > /media/elsewhere/head.json",
            "  ./wardroom audit verify --head /media/elsewhere/head.json",
            "  ./wardroom audit export --from 2026-01-01 --to 2026-02-01 january.jsonl"
        })
final class AuditCommand {

    private final Terminal terminal;

    AuditCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What is done with the log of the installation.
    @FunctionalInterface
    private interface Work {
        int run(AuditReading log) throws IOException;
    }

    private static int with(Installation installation, Work work) {
        try (AuditReading log = AuditReading.of(installation.configuration().location())) {
            return work.run(log);
        } catch (StoreException | NoSuchElementException | IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no file " + e.getFile(), e);
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show the last records, the oldest first.",
            footer = {"", "Example:", "  ./wardroom audit show --last 50 --account romeo@example.org"})
    int show(
            @Mixin Installation installation,
            @Option(names = "--last", paramLabel = "N", defaultValue = "20", description = "How many; 20 by default.")
                    int last,
            @Option(names = "--account", paramLabel = "JID", description = "Only those that name this account.")
                    @Nullable
                    String account) {
        if (last < 1) {
            throw new CommandFailure("--last expects how many records to show, at least 1; this is " + last);
        }
        return with(installation, log -> {
            AuditLines.last(log.audit(), last, account).forEach(terminal::say);
            return 0;
        });
    }

    @Command(
            name = "head",
            mixinStandardHelpOptions = true,
            description = {
                "Print the newest signed tree head, to be kept elsewhere.",
                "With --after, it comes with the proof that the log has only grown since that head."
            },
            footer = {"", "Example:", "  ./wardroom audit head --after old.json > new.json"})
    int head(
            @Mixin Installation installation,
            @Option(names = "--after", paramLabel = "FILE", description = "An earlier head.") @Nullable Path after) {
        return with(installation, log -> {
            terminal.say(
                    after == null
                            ? AuditCopies.head(log.audit()).line()
                            : AuditCopies.since(log.audit(), readHead(after)).line());
            return 0;
        });
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Copy records to a file of JSON lines that ends with a seal; verify can check it anywhere.",
            footer = {"", "Example:", "  ./wardroom audit export --from 2026-01-01 --to 2026-02-01 january.jsonl"})
    int export(
            @Mixin Installation installation,
            @Option(names = "--from", paramLabel = "TIME", description = "Since when, such as 2026-01-01 (UTC).")
                    @Nullable
                    String from,
            @Option(names = "--to", paramLabel = "TIME", description = "Until when; that moment does not belong to it.")
                    @Nullable
                    String to,
            @Parameters(paramLabel = "FILE", description = "The file to write; it must not exist yet.") Path file) {
        Instant begin = from == null ? Instant.EPOCH : time("--from", from);
        Instant end = to == null ? Instant.MAX : time("--to", to);
        return with(installation, log -> {
            HeadKey key = KeyFile.read(installation.dataFolder())
                    .orElseThrow(() -> new CommandFailure("the key of the audit log is not in "
                            + installation.dataFolder() + "; run this command where the server runs"));
            if (Files.exists(file)) {
                throw new CommandFailure(file + " exists already; name another file");
            }
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.WRITE)) {
                long records = AuditCopies.write(log.audit(), key, begin, end, out);
                terminal.say(
                        records + " records are in " + file + "; check them with: ./wardroom audit verify " + file);
            }
            return 0;
        });
    }

    private static Instant time(String option, String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    option + " expects a day such as 2026-01-31 or a time such as 2026-01-31T12:00:00Z; this is \""
                            + text + '"',
                    e);
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Look for records that were changed, removed, put into another order or cut off, and say which.",
                "Without FILE it looks through the database, whether the server is running or not. FILE is a copy that"
                        + " was made with export, or a newer head that was made with head --after."
            },
            footer = {
                "",
                "Examples:",
                "  ./wardroom audit verify",
                "  ./wardroom audit verify --head /media/elsewhere/head.json",
                "  ./wardroom audit verify january.jsonl --key MCowBQYDK2VwAyEA...",
                "",
                "Exit codes: 0 sound, 1 not sound."
            })
    int verify(
            @Mixin Installation installation,
            @Option(names = "--database", description = "Look through the database, which is the default.")
                    boolean database,
            @Option(
                            names = "--head",
                            paramLabel = "FILE",
                            description = "A head that was kept elsewhere, and must fit; can be given several times.")
                    @Nullable
                    List<Path> heads,
            @Option(
                            names = "--key",
                            paramLabel = "KEY",
                            description = "The public key that signs, as heads name it; that of the data folder by"
                                    + " default. Can be given several times.")
                    @Nullable
                    List<String> keys,
            @Parameters(paramLabel = "FILE", arity = "0..1", description = "A copy, or a newer head.") @Nullable
                    Path file) {
        if (database && file != null) {
            throw new CommandFailure("look through a file or the database, not both at once");
        }
        try {
            List<TreeHead> kept = readHeads(heads);
            Set<String> trusted = trusted(installation, keys);
            if (file == null) {
                return with(installation, log -> said(AuditCopies.verify(log.audit(), trusted, kept)));
            }
            return ofFile(file, trusted, kept);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no file " + e.getFile(), e);
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private int ofFile(Path file, Set<String> trusted, List<TreeHead> kept) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            in.mark(1 << 16);
            String first = in.readLine();
            if (first != null && Continuation.isOne(first)) {
                return said(first, trusted, kept);
            }
            in.reset();
            return said(AuditCopies.verify(in, trusted, kept));
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new CommandFailure(file + " is no text in UTF-8: it was damaged or changed", e);
        }
    }

    /// A head that says of itself that it continues another.
    private int said(String line, Set<String> trusted, List<TreeHead> kept) {
        Continuation continuation = parsed(line);
        TreeHead head = continuation.head();
        if (!head.isSigned() || !trusted.contains(head.key())) {
            terminal.complain("the newer head is not signed by a key that is trusted; it names " + head.key());
            return 1;
        }
        if (kept.size() != 1) {
            throw new CommandFailure("name the earlier head with --head");
        }
        if (!kept.getFirst().isSigned() || !trusted.contains(kept.getFirst().key())) {
            terminal.complain("the earlier head is not signed by a key that is trusted");
            return 1;
        }
        if (!continuation.continues(kept.getFirst())) {
            terminal.complain("the newer head does not continue the earlier one: records were changed or removed");
            return 1;
        }
        terminal.say("The log has only grown: from " + continuation.earlier() + " records at "
                + kept.getFirst().at() + " to " + head.size() + " at " + head.at() + '.');
        return 0;
    }

    private static Continuation parsed(String line) {
        try {
            return Continuation.parse(line);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("the file holds no newer head: it was damaged or changed", e);
        }
    }

    private int said(Verification.Report report) {
        if (report.isSound()) {
            terminal.say(
                    report.records() == 0
                            ? "There are no records, and none is missing."
                            : "Records " + report.first() + " to " + report.last()
                                    + " are as they were written, and none is missing.");
            return 0;
        }
        report.problems().forEach(terminal::complain);
        terminal.complain("The audit log is not as it was written.");
        return 1;
    }

    private static Set<String> trusted(Installation installation, @Nullable List<String> keys) throws IOException {
        Set<String> trusted = new LinkedHashSet<>(keys == null ? List.of() : keys);
        if (trusted.isEmpty()) {
            KeyFile.read(installation.dataFolder()).map(HeadKey::name).ifPresent(trusted::add);
        }
        if (trusted.isEmpty()) {
            throw new CommandFailure("the key of the audit log is not in " + installation.dataFolder()
                    + "; say with --key which key signs, as the server's administrator told you");
        }
        return trusted;
    }

    private static List<TreeHead> readHeads(@Nullable List<Path> files) throws IOException {
        List<TreeHead> heads = new ArrayList<>();
        for (Path file : files == null ? List.<Path>of() : files) {
            heads.add(readHead(file));
        }
        return heads;
    }

    /// Also of one that came with its proof.
    private static TreeHead readHead(Path file) throws IOException {
        String line = Files.readString(file).strip();
        try {
            return Continuation.isOne(line) ? Continuation.parse(line).head() : TreeHead.parse(line);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(file + " holds no tree head; make one with: ./wardroom audit head", e);
        }
    }
}
