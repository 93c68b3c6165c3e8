// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.suspicion;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.FindingListener;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.flow.FlowHandler;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.packet.Address;
import im.wardroom.watch.packet.Endpoint;
import im.wardroom.watch.service.Directory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stands beside the dissectors and looks at how flows go on after they are known: what a program does in a messenger's
/// session, the organisation's own sessions included, and what comes to the messaging ports. Belongs to the thread that
/// reads packets.
public final class Suspicions implements FindingListener {

    private static final int MOST_RHYTHMS = 10_000;

    private final Doors doors;
    private final FindingListener next;
    private final SuspicionListener listener;
    private final Map<Pair, Rhythm> rhythms = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Rhythm> eldest) {
            return size() > MOST_RHYTHMS;
        }
    };
    private long now;

    private record Pair(Address client, Endpoint server) {

        // Written out as in Endpoint.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair pair && client.equals(pair.client) && server.equals(pair.server);
        }

        @Override
        public int hashCode() {
            return 31 * client.hashCode() + server.hashCode();
        }
    }

    /// @param next is told all findings
    /// @param listener is told what is suspected
    public Suspicions(Directory directory, FindingListener next, SuspicionListener listener) {
        this.next = next;
        this.listener = listener;
        doors = new Doors(directory, listener);
    }

    /// Looks at what goes to the dissectors.
    public FlowHandler before(FlowHandler dissectors) {
        return new FlowHandler() {
            @Override
            public void opened(Flow flow) {
                now = flow.firstMicros();
                doors.opened(flow);
                dissectors.opened(flow);
            }

            @Override
            public void payload(Flow flow, boolean fromClient, int sequence, Excerpt payload) {
                if (fromClient && !flow.hasSpoken()) {
                    doors.said(flow, payload);
                }
                dissectors.payload(flow, fromClient, sequence, payload);
            }

            @Override
            public void ended(Flow flow) {
                dissectors.ended(flow);
            }
        };
    }

    @Override
    public void found(Flow flow, Finding finding) {
        if (finding instanceof Detection detection) {
            follow(flow, detection);
        }
        next.found(flow, finding);
    }

    private void follow(Flow flow, Detection detection) {
        if (detection.via() == Via.NATIVE) {
            doors.seen(flow, detection.service());
        }
        // Calls are as regular as machines, and files go one way.
        boolean ofPeople = detection.activity() != Activity.CALL
                && detection.activity() != Activity.FILE
                && detection.activity() != Activity.LOOK_UP;
        if (ofPeople && !flow.isFollowed()) {
            Pair pair = new Pair(flow.client(), new Endpoint(flow.serverHigh(), flow.serverLow(), flow.serverPort()));
            Rhythm rhythm = rhythms.get(pair);
            if (rhythm == null) {
                rhythm = new Rhythm(flow, detection.service().title(), listener);
                rhythms.put(pair, rhythm);
            }
            flow.follow(rhythm);
        }
    }

    @Override
    public void ended(Flow flow, List<Finding> findings) {
        now = Math.max(now, flow.lastMicros());
        next.ended(flow, findings);
    }

    /// It is later now, though no packet said so.
    public void pass(long micros) {
        now = Math.max(now, micros);
        doors.pass(now);
    }

    /// Nothing comes any more.
    public void end() {
        doors.end(now);
    }
}
