// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.indicator.FolderSearch;
import im.wardroom.watch.indicator.Hit;
import im.wardroom.watch.indicator.Hits;
import im.wardroom.watch.indicator.Indicators;
import im.wardroom.watch.indicator.RegistrySearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `wardroom watch host --ioc`: looks for marks of harmful programs.
final class IndicatorOptions {

    private static final int FOUND = 3;
    private static final int FAILED = 1;

    @Option(
            names = "--ioc",
            paramLabel = "FILE",
            arity = "0..*",
            description =
                    "Look for marks of harmful programs instead: those of historic worms, and those in these files.")
    private @Nullable List<Path> files;

    @Option(
            names = "--under",
            paramLabel = "FOLDER",
            arity = "1..*",
            description =
                    "With --ioc: look at all files below these. Unless given: the folders of users, /tmp and /var/tmp.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--registry",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "With --ioc: exports of the registry of Windows hosts, and no folders unless --under is given.")
    private List<Path> exports = new ArrayList<>();

    boolean areGiven() {
        return files != null;
    }

    boolean isAnythingElseGiven() {
        return !folders.isEmpty() || !exports.isEmpty();
    }

    /// @return the exit code
    int search(Terminal terminal, boolean json) {
        Indicators indicators;
        try {
            indicators = Extended.indicators(files == null ? List.of() : files);
        } catch (IOException | IllegalArgumentException e) {
            terminal.complain(Extended.reason(e));
            return FAILED;
        }
        Search search = new Search(terminal, indicators);
        exports.forEach(search::export);
        (exports.isEmpty() && folders.isEmpty() ? standard() : folders).forEach(search::folder);
        search.tell(json);
        return search.failed ? FAILED : search.hits.counting().isEmpty() ? 0 : FOUND;
    }

    private static List<Path> standard() {
        return Stream.of("/home", "/root", System.getProperty("user.home", ""), "/tmp", "/var/tmp")
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .distinct()
                .filter(Files::isReadable)
                .filter(folder -> !folder.startsWith("/home") || folder.equals(Path.of("/home")))
                .toList();
    }

    private static final class Search {

        private final Terminal terminal;
        private final Indicators indicators;
        private final Hits hits = new Hits();
        private final FolderSearch folders;
        private final RegistrySearch registry;
        private long told;
        private int exports;
        private boolean failed;

        Search(Terminal terminal, Indicators indicators) {
            this.terminal = terminal;
            this.indicators = indicators;
            folders = new FolderSearch(indicators, hits, this::progress);
            registry = new RegistrySearch(indicators, hits);
        }

        void folder(Path folder) {
            try {
                folders.search(folder);
            } catch (IOException e) {
                fail(folder, e);
            }
            if (terminal.interactive()) {
                terminal.err().print("\r\u001b[K");
                terminal.err().flush();
            }
        }

        void export(Path file) {
            try {
                if (!registry.search(file)) {
                    failed = true;
                    terminal.complain(
                            file + " is no export of the registry: neither a .reg file nor what reg query prints");
                }
                exports++;
            } catch (IOException e) {
                fail(file, e);
            }
        }

        private void fail(Path file, IOException e) {
            failed = true;
            terminal.complain(
                    e instanceof java.nio.file.NotDirectoryException
                            ? file + " is no folder; give the folder that it is in"
                            : Extended.reason(e));
        }

        private void progress(FolderSearch.Progress progress) {
            if (terminal.interactive() && progress.files() - told >= 500) {
                told = progress.files();
                String folder = Text.printable(progress.folder().toString());
                terminal.err()
                        .print("\r\u001b[K" + told + " files  " + folder.substring(0, Math.min(folder.length(), 60)));
                terminal.err().flush();
            }
        }

        void tell(boolean json) {
            List<Hit> counting = hits.counting();
            if (json) {
                counting.forEach(hit -> terminal.out().println(json(hit)));
            } else {
                table(counting);
            }
            if (!hits.alone().isEmpty()) {
                terminal.complain(
                        "names that a worm used and others use too, with nothing beside them that points to it"
                                + " (not counted): " + hits.alone().size() + ", the first is "
                                + hits.alone().getFirst().where());
            }
            if (hits.beyond() > 0) {
                terminal.complain(hits.beyond() + " more marks are not listed");
            }
            if (folders.unreadable() > 0) {
                terminal.complain(folders.unreadable() + " files and folders could not be read");
            }
            if (folders.unhashed() > 0) {
                terminal.complain(folders.unhashed() + " files are too large for their hash");
            }
        }

        private void table(List<Hit> counting) {
            if (!counting.isEmpty()) {
                Columns columns = new Columns("WHAT", "MARK", "VALUE", "WHERE", "SOURCE");
                counting.forEach(hit -> columns.add(List.of(
                        hit.indicator().what(),
                        hit.indicator().kind().id(),
                        hit.indicator().value(),
                        hit.where(),
                        hit.indicator().source())));
                columns.lines().forEach(terminal.out()::println);
                terminal.out().println();
            }
            terminal.out()
                    .println((counting.isEmpty()
                                    ? "No mark"
                                    : counting.size() + (counting.size() == 1 ? " mark" : " marks"))
                            + " found in " + folders.files() + " files and " + exports + " exports, of "
                            + indicators.all().size() + " looked for.");
        }

        private static String json(Hit hit) {
            return new JsonLine()
                    .put("what", hit.indicator().what())
                    .put("mark", hit.indicator().kind().id())
                    .put("value", hit.indicator().value())
                    .put("where", hit.where())
                    .put("source", hit.indicator().source())
                    .put("date", hit.indicator().date())
                    .end();
        }
    }
}
