// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.guard.artefact.Artefact;
import im.wardroom.guard.artefact.FilePrint;
import im.wardroom.guard.artefact.Link;
import im.wardroom.guard.artefact.Similarity;
import im.wardroom.guard.artefact.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The artefacts that are followed, found by what they have in common. Thread-safe. Bounded: by weight, some 60 MB
/// when it is full; what was not heard of for the longest time gives way.
final class Families {

    /// How far apart two variants of one file may be.
    static final int ALIKE = 40;

    private static final long MOST = 40_000;
    private static final int MOST_PRINTS = 1_024;

    private final Cache<Object, Family> index = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((Object key, Family family) -> family.weight())
            .build();
    private final Deque<Print> prints = new ArrayDeque<>();

    private record Print(Similarity similarity, Family family) {}

    Family of(Artefact artefact, boolean mayBeEveryday, Instant now, Duration memory) {
        return switch (artefact) {
            case Link link -> at(link.spelling(), link, mayBeEveryday, now, memory);
            case FilePrint file -> file(file, mayBeEveryday, now, memory);
            case Template wording -> wording(wording, now, memory);
        };
    }

    private Family at(Object key, Artefact artefact, boolean mayBeEveryday, Instant now, Duration memory) {
        Family known = index.getIfPresent(key);
        if (known != null && !known.isOver(now, memory)) {
            return known;
        }
        return Objects.requireNonNull(index.asMap()
                .compute(
                        key,
                        (k, old) ->
                                old == null || old.isOver(now, memory) ? new Family(artefact, mayBeEveryday) : old));
    }

    private Family file(FilePrint file, boolean mayBeEveryday, Instant now, Duration memory) {
        Family same = index.getIfPresent(file.spelling());
        Similarity similarity = file.similarity();
        if (same != null && !same.isOver(now, memory) || similarity == null) {
            return at(file.spelling(), file, mayBeEveryday, now, memory);
        }
        synchronized (prints) {
            for (Print print : prints) {
                if (print.similarity().distance(similarity) <= ALIKE
                        && !print.family().isOver(now, memory)) {
                    index.put(file.spelling(), print.family());
                    return print.family();
                }
            }
            Family family = at(file.spelling(), file, mayBeEveryday, now, memory);
            prints.addFirst(new Print(similarity, family));
            if (prints.size() > MOST_PRINTS) {
                prints.removeLast();
            }
            return family;
        }
    }

    private Family wording(Template wording, Instant now, Duration memory) {
        long[] bands = wording.bands();
        Family family = null;
        for (long band : bands) {
            Family found = index.getIfPresent(band);
            if (found != null && !found.isOver(now, memory) && found.isLike(wording)) {
                family = found;
                break;
            }
        }
        if (family == null) {
            family = new Family(wording, true);
        }
        boolean isNew = false;
        for (long band : bands) {
            Family other = index.getIfPresent(band);
            if (other == null || other.isOver(now, memory)) {
                index.put(band, family);
                isNew = true;
            }
        }
        if (isNew) {
            family.adopt(wording);
        }
        return family;
    }

    /// It takes more room now.
    void grown(Family family) {
        if (family.artefact() instanceof Link link) {
            index.put(link.spelling(), family);
        } else if (family.artefact() instanceof FilePrint file) {
            index.put(file.spelling(), family);
        } else if (family.artefact() instanceof Template wording) {
            index.put(wording.bands()[0], family);
        }
    }

    @Nullable
    Family find(Artefact artefact) {
        return switch (artefact) {
            case Link link -> index.getIfPresent(link.spelling());
            case FilePrint file -> index.getIfPresent(file.spelling());
            case Template wording -> index.getIfPresent(wording.bands()[0]);
        };
    }

    List<String> everyday() {
        Set<String> found = new LinkedHashSet<>();
        index.asMap().values().forEach(family -> {
            if (family.isEveryday()) {
                found.add(family.artefact().spelling());
            }
        });
        return new ArrayList<>(found);
    }
}
