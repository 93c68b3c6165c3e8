// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What is remembered of senders of risky artefacts, whatever these are: to whom they went lately, who is being
/// asked, and who had something from somebody in doubt. Thread-safe. Bounded: 50,000 senders, 100,000 who had
/// something.
final class Suspects {

    private static final int MOST_SENDERS = 50_000;
    private static final int MOST_TAINTED = 100_000;
    private static final Duration TAINTED = Duration.ofDays(7);

    private final Cache<BareJid, Suspect> senders =
            Caffeine.newBuilder().maximumSize(MOST_SENDERS).build();
    private final Cache<Long, Taint> tainted =
            Caffeine.newBuilder().maximumSize(MOST_TAINTED).build();

    private record Taint(BareJid by, Instant until) {}

    /// Whether too much that is risky went to too many, of whatever kind.
    boolean isMuch(Family.Step step, WormRules rules) {
        Suspect suspect = senders.getIfPresent(step.sender());
        return suspect != null && suspect.isMuch(step, rules);
    }

    void sent(Family.Step step, Family family) {
        senders.get(step.sender(), key -> new Suspect()).sent(step, family);
    }

    boolean isTainted(BareJid sender, Instant now) {
        Taint taint = tainted.getIfPresent(Hashes.of(sender));
        return taint != null && taint.until().isAfter(now) && !taint.by().equals(sender);
    }

    /// The sender is in doubt, and so is whatever those do who had something from it.
    void ask(BareJid sender, List<Family> families, Instant at) {
        Suspect suspect = senders.get(sender, key -> new Suspect());
        suspect.ask(families, at);
        taint(sender, suspect, at);
    }

    private void taint(BareJid sender, Suspect suspect, Instant at) {
        Taint taint = new Taint(sender, at.plus(TAINTED));
        suspect.newPeople().forEach(person -> tainted.asMap().putIfAbsent(person, taint));
    }

    /// What it was asked about.
    List<Family> answered(BareJid sender, boolean isPerson) {
        Suspect suspect = senders.getIfPresent(sender);
        if (suspect == null) {
            return List.of();
        }
        if (isPerson) {
            tainted.invalidate(Hashes.of(sender));
            suspect.people()
                    .forEach(person -> tainted.asMap()
                            .computeIfPresent(person, (key, taint) -> taint.by().equals(sender) ? null : taint));
        }
        return suspect.answered(isPerson);
    }

    /// True if it tries to spread what is blocked.
    boolean isInsisting(Family.Step step) {
        return senders.get(step.sender(), key -> new Suspect()).isInsisting(step);
    }
}
