// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.watch.block.Name;
import im.wardroom.watch.packet.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Instant JUNE = Instant.parse("2026-06-01T08:00:00Z");
    private static final Duration KEEP = Duration.ofDays(30);
    private static final Name NAME = new Name("mumble.info");

    @TempDir
    Path folder;

    private static Sighting seen(String address, Instant time) {
        return new Sighting(NAME, Address.of(InetAddress.ofLiteral(address)), true, "", time, time, false);
    }

    private static List<String> text(List<Sighting> sightings) {
        return sightings.stream()
                .map(HistoryLine::write)
                .map(line -> line.replace('\t', ' '))
                .toList();
    }

    @Test
    void whatIsSeenAgainKeepsItsFirstDate() {
        History history = History.EMPTY
                .with(List.of(seen("192.0.2.1", MONDAY)), Set.of(NAME), MONDAY, KEEP)
                .history();

        History.Changes changes = history.with(
                List.of(seen("192.0.2.1", TUESDAY), seen("2001:db8::1", TUESDAY)), Set.of(NAME), TUESDAY, KEEP);

        assertThat(text(changes.history().sightings()))
                .containsExactly(
                        "mumble.info 192.0.2.1 own 2026-03-02T08:00:00Z 2026-03-03T08:00:00Z there -",
                        "mumble.info 2001:db8::1 own 2026-03-03T08:00:00Z 2026-03-03T08:00:00Z there -");
        assertThat(changes.appeared()).extracting(Sighting::address).hasToString("[2001:db8::1]");
        assertThat(changes.gone()).isEmpty();
    }

    @Test
    void whatIsGoneStaysForATimeAndIsSaidOnce() {
        History monday = new History(List.of(seen("192.0.2.1", MONDAY)));

        History.Changes tuesday = monday.with(List.of(), Set.of(NAME), TUESDAY, KEEP);
        assertThat(tuesday.gone()).hasSize(1);
        assertThat(text(tuesday.history().sightings()))
                .containsExactly("mumble.info 192.0.2.1 own 2026-03-02T08:00:00Z 2026-03-02T08:00:00Z gone -");
        assertThat(tuesday.history()
                        .with(List.of(), Set.of(NAME), TUESDAY, KEEP)
                        .gone())
                .isEmpty();

        History.Changes june = tuesday.history().with(List.of(), Set.of(NAME), JUNE, KEEP);
        assertThat(june.history().sightings()).isEmpty();
        assertThat(june.dropped()).hasSize(1);
    }

    @Test
    void whatCouldNotBeLookedUpIsNotGone() {
        History monday = new History(List.of(seen("192.0.2.1", MONDAY)));

        assertThat(monday.with(List.of(), Set.of(), JUNE, KEEP).history()).isEqualTo(monday);
    }

    @Test
    void whatComesBackIsNew() {
        History monday = new History(List.of(seen("192.0.2.1", MONDAY).asGone()));

        assertThat(monday.with(List.of(seen("192.0.2.1", TUESDAY)), Set.of(NAME), TUESDAY, KEEP)
                        .appeared())
                .hasSize(1);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        HistoryFile file = new HistoryFile(folder.resolve("history.tsv"));
        Sighting shared = new Sighting(
                NAME,
                Address.of(InetAddress.ofLiteral("192.0.2.9")),
                false,
                "called evil\tname\n\u001b[31m",
                MONDAY,
                TUESDAY,
                true);

        file.update(before -> before.with(List.of(shared), Set.of(), TUESDAY, KEEP));

        assertThat(file.read().sightings()).containsExactly(shared);
        assertThat(Files.readString(file.path())).doesNotContain("\u001b");
        assertThat(new HistoryFile(folder.resolve("none.tsv")).readIfThere()).isEqualTo(History.EMPTY);
    }

    @Test
    void aDamagedHistoryIsRefusedAndLeftAlone() throws IOException {
        String good = HistoryLine.TITLE + "\n" + HistoryLine.write(seen("192.0.2.1", MONDAY)) + "\n";
        for (String damage : List.of(
                "mumble.info\t192.0.2.2\town",
                "mumble;info\t192.0.2.2\town\t2026-03-02T08:00:00Z\t2026-03-02T08:00:00Z\tthere\t-",
                "mumble.info\t192.0.2\town\t2026-03-02T08:00:00Z\t2026-03-02T08:00:00Z\tthere\t-",
                "mumble.info\t192.0.2.2\tmine\t2026-03-02T08:00:00Z\t2026-03-02T08:00:00Z\tthere\t-",
                "mumble.info\t192.0.2.2\town\tMonday\t2026-03-02T08:00:00Z\tthere\t-",
                "\0\0\0\0")) {
            Path path = Files.writeString(folder.resolve("history.tsv"), good + damage + "\n");

            assertThatThrownBy(() ->
                            new HistoryFile(path).update(before -> before.with(List.of(), Set.of(NAME), JUNE, KEEP)))
                    .as(damage)
                    .isInstanceOf(HistoryFormatException.class)
                    .hasMessageContaining("history.tsv, line 3, is damaged: expected ")
                    .hasMessageContaining("nothing was changed");
            assertThat(path).hasContent(good + damage + "\n");
        }
    }

    @Test
    void runsAtTheSameTimeLoseNothing() throws Exception {
        HistoryFile file = new HistoryFile(folder.resolve("history.tsv"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 1; i <= 10; i++) {
                Sighting one = seen("192.0.2." + i, MONDAY);
                runs.add(
                        threads.submit(() -> file.update(before -> before.with(List.of(one), Set.of(), MONDAY, KEEP))));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }

        assertThat(file.read().sightings()).hasSize(10);
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("history.tsv", "history.tsv.lock");
        }
    }
}
