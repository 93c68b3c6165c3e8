// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.guard.artefact.Artefact;
import im.wardroom.guard.artefact.FilePrint;
import im.wardroom.guard.artefact.Link;
import im.wardroom.guard.artefact.Similarity;
import im.wardroom.guard.artefact.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Artefacts of which something lasting was decided, and what else is meant by them. Thread-safe. Bounded: 10,000
/// entries; then
/// the oldest gives way.
final class Blocklist {

    private static final int MOST = 10_000;
    private static final double ALIKE = 0.4;

    private final Map<Artefact, Entry> entries = new ConcurrentHashMap<>();

    /// By host: there may be many, and every link is looked up.
    private final Map<String, List<Link>> hosts = new ConcurrentHashMap<>();

    void add(Entry entry) {
        if (entries.size() >= MOST) {
            entries.values().stream()
                    .min(java.util.Comparator.comparing(Entry::at))
                    .ifPresent(oldest -> remove(oldest.artefact()));
        }
        entries.put(entry.artefact(), entry);
        if (entry.artefact() instanceof Link link) {
            hosts.merge(
                    link.host(),
                    List.of(link),
                    (a, b) -> Stream.concat(a.stream(), b.stream()).distinct().toList());
        }
    }

    boolean remove(Artefact artefact) {
        if (artefact instanceof Link link) {
            hosts.computeIfPresent(link.host(), (host, links) -> {
                List<Link> left = links.stream().filter(l -> !l.equals(link)).toList();
                return left.isEmpty() ? null : left;
            });
        }
        return entries.remove(artefact) != null;
    }

    List<Entry> all() {
        return entries.values().stream()
                .sorted(java.util.Comparator.comparing(Entry::at))
                .toList();
    }

    @Nullable
    Entry find(Artefact artefact) {
        if (entries.isEmpty()) {
            return null;
        }
        Entry same = entries.get(artefact);
        return same != null ? same : other(artefact).map(entries::get).orElse(null);
    }

    private Optional<Artefact> other(Artefact artefact) {
        return switch (artefact) {
            case Link link -> covering(link);
            case FilePrint file ->
                entries.keySet().stream()
                        .filter(e -> e instanceof FilePrint f && isSame(f, file))
                        .findFirst();
            case Template text ->
                entries.keySet().stream()
                        .filter(e -> e instanceof Template t && t.likeness(text) >= ALIKE)
                        .findFirst();
        };
    }

    private Optional<Artefact> covering(Link link) {
        String host = link.host();
        for (int start = 0; start >= 0; start = host.indexOf('.', start) + 1) {
            for (Link entry : hosts.getOrDefault(host.substring(start), List.of())) {
                if (entry.covers(link)) {
                    return Optional.of(entry);
                }
            }
            if (host.indexOf('.', start) < 0) {
                break;
            }
        }
        return Optional.empty();
    }

    private static boolean isSame(FilePrint entry, FilePrint file) {
        Similarity one = entry.similarity();
        Similarity other = file.similarity();
        return !entry.sha256().isEmpty() && entry.sha256().equals(file.sha256())
                || one != null && other != null && one.distance(other) <= Families.ALIKE;
    }
}
