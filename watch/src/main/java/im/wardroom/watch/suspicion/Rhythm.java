// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.suspicion;

import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.flow.Pulse;
import im.wardroom.watch.packet.Address;
import im.wardroom.watch.suspicion.Suspicion.Kind;
import java.util.Locale;

/// What one client sends to one service at one place, in as many connections as it likes: when, how much, how fast.
/// Keep-alives are small, and say nothing.
final class Rhythm implements Pulse {

    private static final long SECOND = 1_000_000;
    private static final long HOUR = 3600 * SECOND;

    /// A burst ends when nothing was sent for so long.
    private static final long PAUSE = SECOND;

    private static final int BEATS = 20;
    private static final long SHORTEST_WATCH = 300 * SECOND;
    private static final double REGULAR = 0.3;
    private static final double ALIKE = 0.3;
    /// What a keep-alive has at most, headers and TLS included; what says something has more.
    private static final int SMALLEST = 300;

    private static final long MUCH = 256L << 20;
    private static final int OUTWARDS = 8;

    private static final long PACE_MICROS = 10 * SECOND;
    private static final int FAST = 1500;
    private static final int SMALL_PACKET = 400;

    private static final long SILENCE = 6 * HOUR;

    private final Address client;
    private final Address server;
    private final int serverPort;
    private final String service;
    private final SuspicionListener listener;

    private final Spread intervals = new Spread(BEATS);
    private final Spread sizes = new Spread(BEATS);
    private long firstBeat;
    private long lastBeat = -1;
    private long burstBegan = -1;
    private long burstSize;
    private long lastSent;

    private long hourBegan;
    private long out;
    private long in;

    private long paceBegan;
    private long paceOut;
    private int pacePackets;

    private final long[] told = new long[Kind.values().length];

    Rhythm(Flow flow, String service, SuspicionListener listener) {
        this.client = flow.client();
        this.server = flow.server();
        this.serverPort = flow.serverPort();
        this.service = service;
        this.listener = listener;
        hourBegan = flow.lastMicros();
        paceBegan = flow.lastMicros();
    }

    @Override
    public void carried(boolean fromClient, long micros, int octets) {
        count(fromClient, micros, octets);
        if (fromClient) {
            pace(micros, octets);
            beat(micros, octets);
        }
    }

    private void beat(long micros, int octets) {
        if (burstBegan >= 0 && micros - lastSent > PAUSE) {
            endBurst();
        }
        if (burstBegan < 0) {
            burstBegan = micros;
        }
        burstSize += octets;
        lastSent = micros;
    }

    private void endBurst() {
        if (burstSize >= SMALLEST) {
            if (lastBeat < 0) {
                firstBeat = burstBegan;
            } else {
                intervals.add(burstBegan - lastBeat);
                sizes.add(burstSize);
            }
            lastBeat = burstBegan;
            compare();
        }
        burstBegan = -1;
        burstSize = 0;
    }

    private void compare() {
        if (!intervals.isFull()
                || lastBeat - firstBeat < SHORTEST_WATCH
                || intervals.deviation() > REGULAR
                || sizes.deviation() > ALIKE) {
            return;
        }
        tell(
                Kind.BEACON,
                firstBeat,
                lastBeat,
                String.format(
                        Locale.ROOT,
                        "%d times in a row about %.0f octets, every %.0f s, in a session of %s: a program reports here",
                        BEATS,
                        sizes.middle(),
                        intervals.middle() / SECOND,
                        service));
    }

    private void count(boolean fromClient, long micros, int octets) {
        if (micros - hourBegan > HOUR) {
            hourBegan = micros;
            out = 0;
            in = 0;
        }
        out += fromClient ? octets : 0;
        in += fromClient ? 0 : octets;
        if (out > MUCH && out > OUTWARDS * in) {
            tell(
                    Kind.OUTFLOW,
                    hourBegan,
                    micros,
                    String.format(
                            Locale.ROOT,
                            "%d MiB out and %d MiB in within an hour, to %s: more goes out than anybody writes",
                            out >> 20,
                            in >> 20,
                            service));
        }
    }

    private void pace(long micros, int octets) {
        if (micros - paceBegan > PACE_MICROS) {
            paceBegan = micros;
            pacePackets = 0;
            paceOut = 0;
        }
        pacePackets++;
        paceOut += octets;
        if (pacePackets >= FAST && paceOut / pacePackets < SMALL_PACKET) {
            tell(
                    Kind.PACE,
                    paceBegan,
                    micros,
                    String.format(
                            Locale.ROOT,
                            "%d small packets in %.1f s to %s: nobody types so fast",
                            pacePackets,
                            (micros - paceBegan) / (double) SECOND,
                            service));
        }
    }

    private void tell(Kind kind, long from, long micros, String evidence) {
        if (told[kind.ordinal()] != 0 && micros - told[kind.ordinal()] < SILENCE) {
            return;
        }
        told[kind.ordinal()] = micros;
        listener.suspected(new Suspicion(kind, from, micros, client, server, serverPort, evidence));
    }
}
