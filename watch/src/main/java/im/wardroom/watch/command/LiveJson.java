// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.live.Standing;
import im.wardroom.watch.suspicion.Suspicion;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A line of JSON for each event: `started`, `found` as soon as something is, `ended` when its flow is over,
/// `suspected`, `counts` every minute and where packets were lost, `stopped`.
final class LiveJson implements LiveOutput {

    private static final Duration COUNTED = Duration.ofMinutes(1);
    private static final Duration LOSS_TOLD = Duration.ofSeconds(10);

    private final PrintStream out;
    private Instant lastCounts = Instant.EPOCH;
    private long lostBefore;
    private long flows;
    private long findings;

    LiveJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(Start start) {
        lastCounts = start.time();
        out.println(event("started")
                .put("time", start.time().toString())
                .put("interface", start.interfaceName())
                .put("through", start.way().id())
                .put("buffer", start.bufferOctets())
                .put("user", start.user())
                .put("rights", start.rights())
                .end());
        out.flush();
    }

    @Override
    public void found(Flow flow, Finding finding) {
        findings++;
        out.println(JsonOutput.put(event("found"), flow, finding).end());
    }

    @Override
    public void ended(Flow flow, List<Finding> found) {
        flows++;
        for (Finding finding : found) {
            out.println(JsonOutput.put(event("ended"), flow, finding).end());
        }
    }

    @Override
    public void suspected(Suspicion suspicion) {
        out.println(JsonOutput.put(event("suspected"), suspicion).end());
    }

    @Override
    public void turn(Standing standing) {
        Duration since = Duration.between(lastCounts, standing.time());
        boolean isLoss = standing.losses().all() > lostBefore && since.compareTo(LOSS_TOLD) >= 0;
        if (isLoss || since.compareTo(COUNTED) >= 0 || since.isNegative()) {
            counts("counts", standing);
        }
        out.flush();
    }

    @Override
    public void end(Standing standing) {
        counts("stopped", standing);
        out.flush();
    }

    private void counts(String event, Standing standing) {
        lastCounts = standing.time();
        lostBefore = standing.losses().all();
        out.println(event(event)
                .put("time", standing.time().toString())
                .put("packets", standing.packets())
                .put("flows", flows + standing.openFlows())
                .put("open_flows", standing.openFlows())
                .put("findings", findings)
                .put("dropped", standing.losses().kernel())
                .put("dropped_by_device", standing.losses().device())
                .put("evicted_flows", standing.evicted())
                .end());
    }

    private static JsonLine event(String name) {
        return new JsonLine().put("event", name);
    }
}
