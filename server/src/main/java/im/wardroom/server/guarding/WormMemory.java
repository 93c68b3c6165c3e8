// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.artefact.Artefact;
import im.wardroom.guard.worm.Acquaintance;
import im.wardroom.guard.worm.Entry;
import im.wardroom.guard.worm.InfectionTree;
import im.wardroom.guard.worm.WormDetector;
import im.wardroom.guard.worm.WormState;
import im.wardroom.store.Change;
import im.wardroom.store.GuardRecords;
import im.wardroom.store.GuardRecords.Kind;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what the worm detector must not forget: who talks with whom, what is everyday, what is blocked and allowed,
/// and how outbreaks went. Blocks are on disk within seconds, habits within minutes. May block, but for nothing that
/// a stanza waits for; called by one thread.
final class WormMemory {

    private static final Logger LOG = LoggerFactory.getLogger(WormMemory.class);
    private static final String LISTS = "lists";
    private static final String EVERYDAY = "everyday";
    private static final String ACQUAINTANCES = "acquaintances-";

    /// Of one record, before it is compressed: some hundred KiB.
    private static final int LINES = 5_000;

    private static final int MAX_RECORDS = 100_000;

    private final Store store;
    private final WormDetector detector;
    private final Clock clock;
    private final Map<String, String> trees = new HashMap<>();
    private String lists = "";
    private int chunks;

    WormMemory(Store store, WormDetector detector, Clock clock) {
        this.store = store;
        this.detector = detector;
        this.clock = clock;
    }

    void restore() {
        List<Acquaintance> acquaintances = new ArrayList<>();
        List<String> everyday = List.of();
        for (GuardRecords.Entry entry : store.guard().newest(Kind.HABIT, MAX_RECORDS)) {
            List<String> lines = Packed.lines(entry.content());
            if (entry.id().equals(EVERYDAY)) {
                everyday = lines;
            } else if (entry.id().startsWith(ACQUAINTANCES)) {
                chunks++;
                lines.forEach(line -> acquaintances.add(acquaintance(line)));
            }
        }
        List<Entry> blocked = new ArrayList<>();
        List<Entry> allowed = new ArrayList<>();
        store.guard().find(Kind.ARTEFACT, LISTS).ifPresent(entry -> {
            lists = String.join("\n", Packed.lines(entry.content()));
            Packed.lines(entry.content()).forEach(line -> {
                String[] fields = line.split("\t", 4);
                Entry read = new Entry(
                        Artefact.parse(fields[3]),
                        Instant.ofEpochMilli(Long.parseLong(fields[2])),
                        Boolean.parseBoolean(fields[1]));
                (fields[0].equals("blocked") ? blocked : allowed).add(read);
            });
        });
        detector.restore(new WormState(acquaintances, blocked, allowed, everyday));
    }

    /// Blocks and outbreaks that have changed. To be called every few seconds.
    void tick() {
        String now = Stream.concat(
                        detector.blocked().stream().map(entry -> line("blocked", entry)),
                        detector.allowed().stream().map(entry -> line("allowed", entry)))
                .reduce("", (all, line) -> all.isEmpty() ? line : all + '\n' + line);
        if (!now.equals(lists)) {
            lists = now;
            put(Kind.ARTEFACT, LISTS, now);
        }
        for (InfectionTree tree : detector.outbreaks()) {
            String printed = tree.print();
            if (!printed.equals(trees.put(tree.artefact(), printed))) {
                put(Kind.OUTBREAK, tree.artefact(), printed);
            }
        }
    }

    private static String line(String list, Entry entry) {
        return String.join(
                "\t",
                list,
                Boolean.toString(entry.outbreak()),
                Long.toString(entry.at().toEpochMilli()),
                entry.artefact().spelling());
    }

    /// Who talks with whom. To be called every few minutes, and at the end.
    void save() {
        tick();
        WormState state = detector.snapshot();
        put(Kind.HABIT, EVERYDAY, String.join("\n", state.everyday()));
        List<Acquaintance> all = state.acquaintances();
        int written = 0;
        for (int from = 0; from < all.size(); from += LINES) {
            StringBuilder lines = new StringBuilder();
            all.subList(from, Math.min(all.size(), from + LINES))
                    .forEach(each -> lines.append(line(each)).append('\n'));
            put(Kind.HABIT, ACQUAINTANCES + written++, lines.toString().stripTrailing());
        }
        for (int stale = written; stale < chunks; stale++) {
            commit(new Change.RemoveGuardRecord(Kind.HABIT, ACQUAINTANCES + stale));
        }
        chunks = written;
    }

    private static String line(Acquaintance each) {
        return String.join(
                "\t",
                Long.toHexString(each.peer()),
                Integer.toString(each.firstSent()),
                Integer.toString(each.lastSent()),
                Integer.toString(each.received()),
                each.account().toString());
    }

    private static Acquaintance acquaintance(String line) {
        String[] fields = line.split("\t", 5);
        return new Acquaintance(
                BareJid.parse(fields[4]),
                Long.parseUnsignedLong(fields[0], 16),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]));
    }

    private void put(Kind kind, String id, String text) {
        commit(new Change.PutGuardRecord(new GuardRecords.Entry(kind, id, clock.instant(), Packed.of(text))));
    }

    /// One at a time, so that a large memory does not crowd out what people send.
    private void commit(Change change) {
        try {
            store.commit(List.of(change)).join();
        } catch (CompletionException e) {
            LOG.atWarn().setCause(e).log("what the guard remembers of worms could not be kept");
        }
    }

    /// How outbreaks went, the newest first.
    static List<String> outbreaks(Store store, int limit) {
        return store.guard().newest(Kind.OUTBREAK, limit).stream()
                .map(entry -> entry.at() + "\n" + String.join("\n", Packed.lines(entry.content())))
                .toList();
    }
}
