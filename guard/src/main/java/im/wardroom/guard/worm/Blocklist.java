// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.guard.artefact.Artefact;
import im.wardroom.guard.artefact.FilePrint;
import im.wardroom.guard.artefact.Link;
import im.wardroom.guard.artefact.Similarity;
import im.wardroom.guard.artefact.Template;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Artefacts of which something lasting was decided, and what else is meant by them. Thread-safe. Bounded: 10,000
/// entries; then the oldest gives way.
final class Blocklist {

    private static final int MOST = 10_000;
    private static final double ALIKE = 0.4;

    private final Map<Artefact, Entry> entries = new ConcurrentHashMap<>();

    /// By host: there may be many, and every link is looked up.
    private final Map<String, List<Link>> hosts = new ConcurrentHashMap<>();

    /// What has to be compared one by one.
    private final List<Template> texts = new CopyOnWriteArrayList<>();

    private final List<FilePrint> files = new CopyOnWriteArrayList<>();

    void add(Entry entry) {
        if (entries.size() >= MOST) {
            entries.values().stream()
                    .min(Comparator.comparing(Entry::at))
                    .ifPresent(oldest -> remove(oldest.artefact()));
        }
        if (entries.put(entry.artefact(), entry) != null) {
            return;
        }
        switch (entry.artefact()) {
            case Link link -> add(link);
            case Template text -> texts.add(text);
            case FilePrint file -> files.add(file);
        }
    }

    private void add(Link link) {
        hosts.merge(
                link.host(),
                List.of(link),
                (a, b) -> Stream.concat(a.stream(), b.stream()).distinct().toList());
    }

    boolean remove(Artefact artefact) {
        switch (artefact) {
            case Link link ->
                hosts.computeIfPresent(link.host(), (host, links) -> {
                    List<Link> left =
                            links.stream().filter(l -> !l.equals(link)).toList();
                    return left.isEmpty() ? null : left;
                });
            case Template text -> texts.remove(text);
            case FilePrint file -> files.remove(file);
        }
        return entries.remove(artefact) != null;
    }

    List<Entry> all() {
        return entries.values().stream().sorted(Comparator.comparing(Entry::at)).toList();
    }

    @Nullable
    Entry find(Artefact artefact) {
        if (entries.isEmpty()) {
            return null;
        }
        Entry same = entries.get(artefact);
        if (same != null) {
            return same;
        }
        Optional<? extends Artefact> meant = other(artefact);
        return meant.isPresent() ? entries.get(meant.get()) : null;
    }

    private Optional<? extends Artefact> other(Artefact artefact) {
        return switch (artefact) {
            case Link link -> covering(link);
            case FilePrint file ->
                files.stream().filter(entry -> isSame(entry, file)).findFirst();
            case Template text ->
                texts.stream().filter(entry -> entry.likeness(text) >= ALIKE).findFirst();
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
