// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Reason;
import im.wardroom.guard.artefact.Artefact;
import im.wardroom.guard.artefact.Link;
import im.wardroom.guard.artefact.Template;
import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stops what spreads by itself: blocks it for everybody, takes back what was delivered, and keeps those who spread
/// it from sending. Remembers the last 256 for whoever asks how it came about. Thread-safe.
final class Outbreaks {

    private static final int MOST = 256;
    private static final int ROTATING = 2;

    private final Blocklist blocked;
    private final Measures measures;
    private final Deque<Family> families = new ArrayDeque<>();
    private long all;

    Outbreaks(Blocklist blocked, Measures measures) {
        this.blocked = blocked;
        this.measures = measures;
    }

    /// @param now whose act made it one; null if an answer did not come
    /// @return whether that one has to be kept from sending
    boolean stop(Family family, boolean hasLink, @Nullable BareJid now, Instant at, Mode mode) {
        List<BareJid> infected = family.condemn(now);
        Finding finding = finding(family, infected.size());
        toBlock(family, hasLink).forEach(artefact -> blocked.add(new Entry(artefact, at, true)));
        remember(family);
        if (mode == Mode.ENFORCE) {
            measures.recall(family.takeBack(null), finding);
            measures.drop(infected, finding);
            infected.forEach(account -> measures.quarantine(account, finding));
        }
        measures.alarm(finding);
        return now != null && infected.contains(now);
    }

    static Finding finding(Family family, int infected) {
        return Finding.of(
                        Reason.WORM_OUTBREAK,
                        "This was not sent: the same link, file or text spreads by itself at the moment.")
                .with("artefact", family.artefact().spelling())
                .with("infected", infected)
                .with("reached", family.tree().reached());
    }

    /// As little as stops it: the one link if it was always the same, and a wording only where the links change.
    private static Set<Artefact> toBlock(Family family, boolean hasLink) {
        Set<Link> links = family.links();
        return switch (family.artefact()) {
            case Link link -> link.path().isEmpty() && links.size() == 1 ? Set.copyOf(links) : Set.of(link);
            case Template text ->
                hasLink && links.stream().map(Link::site).distinct().count() < ROTATING
                        ? Set.copyOf(links)
                        : Set.of(text);
            default -> Set.of(family.artefact());
        };
    }

    private void remember(Family family) {
        synchronized (families) {
            if (!families.contains(family)) {
                families.addFirst(family);
                all++;
            }
            if (families.size() > MOST) {
                families.removeLast();
            }
        }
    }

    /// How many there were since the start.
    long count() {
        synchronized (families) {
            return all;
        }
    }

    List<InfectionTree> trees() {
        synchronized (families) {
            return families.stream().map(Family::tree).toList();
        }
    }
}
