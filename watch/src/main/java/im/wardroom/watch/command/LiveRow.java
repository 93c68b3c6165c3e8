// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.octet.Volume;
import im.wardroom.watch.packet.Address;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What one client does with one service: the flows that are over, and those that go on.
final class LiveRow {

    private final String what;
    private final Address client;
    private final String evidence;
    private final Set<Activity> activities = EnumSet.noneOf(Activity.class);
    private final Set<Flow> open = Collections.newSetFromMap(new IdentityHashMap<>(2));
    private long endedFlows;
    private long endedOctets;
    private long octets;
    private long lastMicros;
    private double rate;

    LiveRow(String what, Address client, Finding first) {
        this.what = what;
        this.client = client;
        evidence = first.via().id() + ": " + Text.printable(first.evidence());
    }

    void found(Flow flow, Finding finding) {
        note(flow, finding);
        open.add(flow);
    }

    void ended(Flow flow, Finding finding) {
        note(flow, finding);
        open.remove(flow);
        endedFlows++;
        endedOctets += octets(flow);
    }

    private void note(Flow flow, Finding finding) {
        if (finding instanceof Detection detection) {
            activities.add(detection.activity());
        }
        lastMicros = Math.max(lastMicros, flow.lastMicros());
    }

    /// Counts what has come since the last time.
    ///
    /// @param seconds how long ago that was
    void measure(double seconds) {
        long before = octets;
        octets = endedOctets;
        for (Flow flow : open) {
            octets += octets(flow);
            lastMicros = Math.max(lastMicros, flow.lastMicros());
        }
        rate = Math.max(0, octets - before) / seconds;
    }

    private static long octets(Flow flow) {
        return flow.clientBytes() + flow.serverBytes();
    }

    double rate() {
        return rate;
    }

    long lastMicros() {
        return lastMicros;
    }

    List<String> line() {
        return List.of(
                what,
                client.toString(),
                activities.isEmpty()
                        ? "-"
                        : activities.stream().map(Activity::id).collect(Collectors.joining(", ")),
                Integer.toString(open.size()),
                Long.toString(endedFlows + open.size()),
                Volume.exact(octets),
                Volume.exact((long) rate),
                Text.time(lastMicros),
                evidence);
    }
}
