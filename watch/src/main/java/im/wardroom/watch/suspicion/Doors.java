// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.suspicion;

import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.packet.Endpoint;
import im.wardroom.watch.packet.Segment;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Entry;
import im.wardroom.watch.service.Service;
import im.wardroom.watch.suspicion.Suspicion.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Watches who comes to the messaging ports: those of the directory, and those at which a messenger was seen. A new
/// connection has some seconds to show what it is. Belongs to the thread that reads packets.
final class Doors {

    private static final long PATIENCE = 10_000_000;
    private static final long SHORTEST_PATIENCE = 3_000_000;
    private static final int MOST_DOORS = 4096;
    /// When more are waited for, the oldest are judged at once.
    private static final int MOST_WAITING = 20_000;

    private final Map<Integer, Service> ports = new HashMap<>();
    private final Map<Endpoint, Door> doors = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Endpoint, Door> eldest) {
            return size() > MOST_DOORS;
        }
    };
    /// Who came lately, the first one first, and whether it began as nobody does.
    private final SequencedMap<Flow, Boolean> waiting = new LinkedHashMap<>();
    private final SuspicionListener listener;

    Doors(Directory directory, SuspicionListener listener) {
        this.listener = listener;
        for (Entry entry : directory.entries()) {
            if (entry.kind() == Entry.Kind.PORT && entry.value().startsWith("tcp/")) {
                entry.service()
                        .ifPresent(service ->
                                ports.put(Integer.valueOf(entry.value().substring("tcp/".length())), service));
            }
        }
    }

    /// A messenger speaks here.
    void seen(Flow flow, Service service) {
        if (flow.isTcp()) {
            doors.computeIfAbsent(place(flow), place -> new Door(flow, service, listener));
        }
    }

    void opened(Flow flow) {
        pass(flow.firstMicros());
        if (!flow.isTcp() || !flow.sawClient(Segment.SYN) || door(flow) == null) {
            return;
        }
        waiting.put(flow, false);
        if (waiting.size() > MOST_WAITING) {
            judgeFirst(flow.firstMicros());
        }
    }

    /// The first that a client says.
    void said(Flow flow, Excerpt first) {
        Door door = flow.isTcp() && flow.knowsStart(true) ? door(flow) : null;
        if (door != null && !Openings.fits(door.service, first)) {
            waiting.replace(flow, true);
        }
    }

    /// Nothing comes any more.
    void end(long now) {
        waiting.forEach((flow, malformed) -> {
            if (now - flow.firstMicros() >= SHORTEST_PATIENCE) {
                judge(flow, malformed, now);
            }
        });
        waiting.clear();
    }

    /// It is so late now.
    void pass(long now) {
        while (!waiting.isEmpty() && now - waiting.firstEntry().getKey().firstMicros() > PATIENCE) {
            judgeFirst(now);
        }
    }

    private void judgeFirst(long now) {
        Map.Entry<Flow, Boolean> first = waiting.pollFirstEntry();
        judge(first.getKey(), first.getValue(), now);
    }

    private void judge(Flow flow, boolean malformed, long now) {
        Door door = door(flow);
        if (door == null) {
            return;
        }
        door.opened(flow, now);
        if (malformed) {
            door.odd(Kind.MALFORMED, "began with what is none of its protocol", now);
        } else if (!flow.sawClient(Segment.ACK) && !flow.sawServer(Segment.RST)) {
            door.odd(Kind.HALF_OPEN, "were begun and never completed", now);
        } else if (!flow.hasSpoken() && !flow.isClosed()) {
            door.odd(Kind.SILENT, "said nothing for ten seconds", now);
        }
    }

    private @Nullable Door door(Flow flow) {
        Service service = ports.get(flow.serverPort());
        Endpoint place = place(flow);
        Door door = doors.get(place);
        if (door == null && service != null) {
            door = new Door(flow, service, listener);
            doors.put(place, door);
        }
        return door;
    }

    private static Endpoint place(Flow flow) {
        return new Endpoint(flow.serverHigh(), flow.serverLow(), flow.serverPort());
    }
}
