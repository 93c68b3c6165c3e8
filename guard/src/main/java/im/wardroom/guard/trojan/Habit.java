// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.trojan;

import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an account has behaved lately, no more than is needed to see a machine in it. To be locked by who uses it.
final class Habit {

    /// Whom one talks to at the same time.
    private static final int MAX_PEERS = 8;

    private static final long HOUR = 3_600_000;

    /// Of signs that are half full at least.
    private static final double TOGETHER = 1.3;

    /// Times in milliseconds, the last of them.
    private static final class Ring {
        private final long[] times;
        private int count;

        Ring(int size) {
            times = new long[size];
        }

        void add(long time) {
            times[count++ % times.length] = time;
        }

        long get(int ago) {
            return times[Math.floorMod(count - 1 - ago, times.length)];
        }

        int held() {
            return Math.min(count, times.length);
        }

        int within(long now, long span) {
            int found = 0;
            while (found < held() && now - get(found) <= span) {
                found++;
            }
            return found;
        }
    }

    private static final class Peer {
        private final Ring sent;
        private long heard = -1;
        private int quick;

        Peer(int beats) {
            sent = new Ring(beats + 1);
        }
    }

    private final int beats;
    private final Map<BareJid, Peer> peers = new LinkedHashMap<>(MAX_PEERS * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BareJid, Peer> eldest) {
            return size() > MAX_PEERS;
        }
    };
    /// With whom this was last: it is rarely anybody else.
    private @Nullable BareJid latest;

    private @Nullable Peer peer;
    private final Ring encoded;
    private final Ring payloads;
    private @Nullable LocalDate told;

    Habit(TrojanRules rules) {
        beats = rules.beats();
        encoded = new Ring(rules.encoded());
        payloads = new Ring(rules.payloads());
    }

    private Peer peer(BareJid other) {
        Peer known = peer;
        if (known == null || !other.equals(latest)) {
            known = peers.computeIfAbsent(other, whoever -> new Peer(beats));
            peer = known;
            latest = other;
        }
        return known;
    }

    void heard(BareJid from, Instant at) {
        peer(from).heard = at.toEpochMilli();
    }

    private void said(Peer peer, Instant at, TrojanRules rules) {
        long now = at.toEpochMilli();
        peer.sent.add(now);
        if (peer.heard >= 0) {
            peer.quick = now - peer.heard <= rules.quick().toMillis() ? peer.quick + 1 : 0;
            peer.heard = -1;
        }
    }

    void encoded(Instant at) {
        encoded.add(at.toEpochMilli());
    }

    void payload(Instant at) {
        payloads.add(at.toEpochMilli());
    }

    /// How full the signs are, each from 0 to 1.
    ///
    /// @param rhythm messages to this one at regular intervals
    /// @param seconds between them, on average
    record Signs(double rhythm, long seconds, double encoded, double quick, double payloads) {

        boolean areEnough() {
            return Math.max(Math.max(rhythm, encoded), Math.max(quick, payloads)) >= 1
                    || half(rhythm) + half(encoded) + half(quick) + half(payloads) >= TOGETHER;
        }

        /// Nothing, if it is not half full.
        private static double half(double sign) {
            return sign >= 0.5 ? sign : 0;
        }
    }

    /// @param speaks something is said to that one now
    Signs signs(BareJid to, boolean speaks, Instant at, TrojanRules rules) {
        Peer peer = peer(to);
        if (speaks) {
            said(peer, at, rules);
        }
        long now = at.toEpochMilli();
        int regular = regular(peer.sent, rules);
        long seconds = regular == 0 ? 0 : (peer.sent.get(0) - peer.sent.get(regular)) / regular / 1000;
        return new Signs(
                share(regular, beats),
                seconds,
                share(encoded.within(now, HOUR), rules.encoded()),
                share(peer.quick, rules.replies()),
                share(payloads.within(now, HOUR), rules.payloads()));
    }

    private static double share(int count, int full) {
        return Math.min(1, (double) count / full);
    }

    /// How many of the last intervals are alike: all, the newer half, or none.
    private static int regular(Ring sent, TrojanRules rules) {
        int all = sent.held() - 1;
        int half = rules.beats() / 2;
        if (all >= rules.beats() && isRegular(sent, rules.beats(), rules)) {
            return rules.beats();
        }
        return all >= half && half >= 4 && isRegular(sent, half, rules) ? half : 0;
    }

    private static boolean isRegular(Ring sent, int intervals, TrojanRules rules) {
        double mean = (double) (sent.get(0) - sent.get(intervals)) / intervals;
        if (mean < rules.interval().toMillis()) {
            return false;
        }
        double squares = 0;
        for (int i = 0; i < intervals; i++) {
            double off = sent.get(i) - sent.get(i + 1) - mean;
            squares += off * off;
        }
        return Math.sqrt(squares / intervals) <= mean * rules.jitter() / 100;
    }

    /// True once for each day.
    boolean tells(Instant at) {
        LocalDate today = at.atOffset(ZoneOffset.UTC).toLocalDate();
        if (today.equals(told)) {
            return false;
        }
        told = today;
        return true;
    }
}
