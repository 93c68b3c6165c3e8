// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

import im.wardroom.watch.packet.Segment;
import im.wardroom.watch.packet.SegmentHandler;
import org.jspecify.annotations.Nullable;

/// Puts segments to their flows: finds a flow by its endpoints, opens and ends it. Time is the packets' own. When the
/// table is full, those go first that were never answered, so that a flood pushes nobody out who talks. Belongs to the
/// thread that reads packets.
public final class FlowTable implements SegmentHandler {

    private static final int LIVELY_MICROS = 1_000_000;

    /// Twice for each of three lists.
    private static final int MOST_ENDED_AT_ONCE = 2_000;

    private final Limits limits;
    private final FlowHandler handler;
    private final long idleMicros;
    private final long silentMicros;
    private final long closedMicros;
    private final long seed;
    private final int mask;
    private final int[] hashes;
    private final @Nullable Flow[] flows;
    private final Ageing unanswered = new Ageing();
    private final Ageing datagrams = new Ageing();
    private final Ageing connections = new Ageing();
    private int count;
    private long evicted;

    /// @param seed what nobody outside knows, so that nobody can send flows that all fall into one place
    public FlowTable(Limits limits, long seed, FlowHandler handler) {
        this.limits = limits;
        idleMicros = limits.idle().toMillis() * 1000;
        silentMicros = limits.silent().toMillis() * 1000;
        closedMicros = limits.closed().toMillis() * 1000;
        this.seed = seed;
        this.handler = handler;
        int places = Integer.highestOneBit(Math.max(1, limits.flows() - 1)) * 4;
        mask = places - 1;
        hashes = new int[places];
        flows = new @Nullable Flow[places];
    }

    @Override
    public void segment(Segment segment) {
        int hash = hash(segment);
        int place = find(hash, segment);
        Flow flow = flows[place];
        if (flow != null && isNewBegin(flow, segment)) {
            remove(place);
            end(flow);
            flow = null;
        }
        boolean isNew = flow == null;
        if (flow == null) {
            flow = open(hash, segment);
        }
        boolean fromClient = flow.isFromClient(segment);
        flow.count(segment, fromClient);
        if (isNew) {
            handler.opened(flow);
        }
        settle(flow, segment.micros());
        if (!segment.payload().isEmpty()) {
            if (flow.wanted) {
                int shift = segment.has(Segment.SYN) ? 1 : 0;
                handler.payload(flow, fromClient, segment.sequence() + shift, segment.payload());
            }
            flow.passed(segment, fromClient);
        }
    }

    /// It is later now, though no packet said so: ends what has waited too long, a part of it at a time.
    public void pass(long micros) {
        for (int i = 0; i < MOST_ENDED_AT_ONCE; i++) {
            expire(micros);
        }
    }

    /// Ends all flows: no packet comes any more.
    public void end() {
        for (Flow flow = next(); flow != null; flow = next()) {
            evict(flow);
        }
    }

    public int size() {
        return count;
    }

    /// How many flows were ended before their time because there were too many.
    public long evicted() {
        return evicted;
    }

    private @Nullable Flow next() {
        return unanswered.oldest() != null ? unanswered.oldest() : oldestSettled();
    }

    private @Nullable Flow oldestSettled() {
        Flow datagram = datagrams.oldest();
        Flow connection = connections.oldest();
        if (datagram == null || connection == null) {
            return datagram == null ? connection : datagram;
        }
        return datagram.placedMicros <= connection.placedMicros ? datagram : connection;
    }

    private Ageing list(Flow flow) {
        if (!flow.settled) {
            return unanswered;
        }
        return flow.isTcp() ? connections : datagrams;
    }

    private boolean isNewBegin(Flow flow, Segment segment) {
        long idle = segment.micros() - flow.lastMicros;
        return idle > (flow.isClosed() ? idleMicros : patience(flow))
                || flow.isTcp() && flow.isClosed() && segment.has(Segment.SYN) && !segment.has(Segment.ACK);
    }

    private Flow open(int hash, Segment segment) {
        expire(segment.micros());
        if (count >= limits.flows()) {
            evicted++;
            evict(oldest());
        }
        Flow flow = new Flow(segment, isAnswer(segment), hash);
        unanswered.add(flow);
        int place = find(hash, segment);
        hashes[place] = hash;
        flows[place] = flow;
        count++;
        return flow;
    }

    private Flow oldest() {
        Flow first = unanswered.size() > limits.flows() / 8 ? unanswered.oldest() : oldestSettled();
        Flow any = first == null ? next() : first;
        if (any == null) {
            throw new IllegalStateException("a full table has no flows");
        }
        return any;
    }

    /// The first packet that was seen is an answer to one that was not.
    private static boolean isAnswer(Segment segment) {
        if (segment.has(Segment.SYN)) {
            return segment.has(Segment.ACK);
        }
        return segment.sourcePort() < 1024 && segment.targetPort() >= 1024;
    }

    private void settle(Flow flow, long now) {
        boolean isSettled = flow.clientPackets > 0 && flow.serverPackets > 0;
        if (isSettled != flow.settled) {
            unanswered.remove(flow);
            flow.settled = true;
            flow.placedMicros = now;
            list(flow).add(flow);
        } else if (now - flow.placedMicros > LIVELY_MICROS || now < flow.placedMicros) {
            Ageing list = list(flow);
            list.remove(flow);
            flow.placedMicros = now;
            list.add(flow);
        }
    }

    private void expire(long now) {
        expire(unanswered, now);
        expire(datagrams, now);
        expire(connections, now);
    }

    private void expire(Ageing list, long now) {
        // Two for each that comes: the table empties faster than it fills, and nobody waits for it.
        for (int i = 0; i < 2; i++) {
            Flow oldest = list.oldest();
            if (oldest == null || now - oldest.lastMicros <= patience(oldest)) {
                return;
            }
            evict(oldest);
        }
    }

    private long patience(Flow flow) {
        if (!flow.isTcp()) {
            return idleMicros;
        }
        if (flow.isClosed()) {
            return closedMicros;
        }
        return flow.settled ? silentMicros : idleMicros;
    }

    private void evict(Flow flow) {
        int place = flow.hash & mask;
        while (flows[place] != flow) {
            place = place + 1 & mask;
        }
        remove(place);
        end(flow);
    }

    private void end(Flow flow) {
        list(flow).remove(flow);
        handler.ended(flow);
    }

    private int find(int hash, Segment segment) {
        int place = hash & mask;
        for (Flow flow = flows[place]; flow != null; flow = flows[place]) {
            if (hashes[place] == hash && (flow.isFromClient(segment) || flow.isFromServer(segment))) {
                return place;
            }
            place = place + 1 & mask;
        }
        return place;
    }

    /// Empties the place, and moves up who would not be found any more behind a hole.
    private void remove(int place) {
        count--;
        int hole = place;
        int at = place;
        while (true) {
            at = at + 1 & mask;
            Flow flow = flows[at];
            if (flow == null) {
                flows[hole] = null;
                return;
            }
            int home = hashes[at] & mask;
            if ((at - home & mask) >= (at - hole & mask)) {
                flows[hole] = flow;
                hashes[hole] = hashes[at];
                hole = at;
            }
        }
    }

    /// The same for both directions.
    private int hash(Segment segment) {
        long source = mix(segment.sourceHigh(), segment.sourceLow(), segment.sourcePort());
        long target = mix(segment.targetHigh(), segment.targetLow(), segment.targetPort());
        long both = (source + target) * 0x9e37_79b9_7f4a_7c15L + (segment.isTcp() ? 1 : 0);
        return (int) (both >>> 32 ^ both);
    }

    private long mix(long high, long low, int port) {
        long value = (high ^ seed) * 0xbf58_476d_1ce4_e5b9L;
        value = (value ^ value >>> 29 ^ low) * 0x94d0_49bb_1331_11ebL;
        value = (value ^ value >>> 32 ^ port) * 0xbf58_476d_1ce4_e5b9L;
        return value ^ value >>> 31;
    }
}
