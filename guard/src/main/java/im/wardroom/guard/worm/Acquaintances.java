// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Who had a conversation with whom, and when: the working set of each account. Thread-safe. Bounded: 200,000
/// accounts, the last 256 peers of each; some 600 bytes for an account with 20 peers.
final class Acquaintances {

    private static final int MOST_ACCOUNTS = 200_000;
    /// A first message that was never answered makes nobody known; one that is long ago, followed by others, does.
    private static final Duration HABIT = Duration.ofDays(7);

    private static final Duration TALKING = Duration.ofMinutes(30);

    private final Cache<BareJid, Peers> accounts =
            Caffeine.newBuilder().maximumSize(MOST_ACCOUNTS).build();

    /// How the recipient stands to the sender.
    enum Standing {
        NOVEL,
        RESTING,
        TALKING
    }

    Standing standing(BareJid sender, BareJid recipient, Instant now, Duration window) {
        Peers peers = accounts.getIfPresent(sender);
        if (peers == null) {
            return Standing.NOVEL;
        }
        int minute = Minutes.of(now);
        return peers.standing(Hashes.of(recipient), minute, Minutes.of(window), Minutes.of(HABIT), Minutes.of(TALKING));
    }

    void sent(BareJid sender, BareJid recipient, Instant at) {
        int minute = Minutes.of(at);
        peers(sender).sent(Hashes.of(recipient), minute);
        peers(recipient).received(Hashes.of(sender), minute);
    }

    /// In a room nobody answers for all; who has spoken there is known there.
    boolean hasSpoken(BareJid sender, BareJid room, Instant now, Duration window) {
        Peers peers = accounts.getIfPresent(sender);
        return peers != null && Minutes.of(now) - peers.lastSent(Hashes.of(room)) <= Minutes.of(window);
    }

    void spoke(BareJid sender, BareJid room, Instant at) {
        peers(sender).sent(Hashes.of(room), Minutes.of(at));
    }

    private Peers peers(BareJid account) {
        return accounts.get(account, key -> new Peers());
    }

    List<Acquaintance> snapshot() {
        List<Acquaintance> all = new ArrayList<>();
        accounts.asMap()
                .forEach((account, peers) -> peers.forEach((peer, first, last, received) ->
                        all.add(new Acquaintance(account, peer, first, last, received))));
        return all;
    }

    void restore(List<Acquaintance> all) {
        all.forEach(one -> peers(one.account()).put(one.peer(), one.firstSent(), one.lastSent(), one.received()));
    }
}
