// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import im.wardroom.bench.load.Conversation;
import im.wardroom.bench.load.Histogram;
import im.wardroom.bench.load.XmppClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One-to-one chat, open loop at a fixed rate: how long a message takes from when it was due to when it is received.
public record Latency(String name, String title, boolean archived) implements Scenario {

    public static final String P50 = "p50";
    public static final String P99 = "p99";
    public static final String P999 = "p99.9";

    @Override
    public boolean isForForwarder() {
        return !archived;
    }

    @Override
    public int accounts(Plan plan) {
        return 2 * plan.pairs();
    }

    @Override
    public List<Reading> run(Subject subject, Plan plan) throws IOException {
        Conversation.Shape shape = new Conversation.Shape(0, plan.pairs(), plan.bodyBytes());
        try (Conversation conversation = Conversation.begin(
                subject.shared().reactor(), subject.connector(XmppClient.Manner.PLAIN), subject.credentials(), shape)) {
            conversation.sendAtRate(plan.rate(), plan.warmUp(), true);
            conversation.stop();
            conversation.times().clear();
            Meter meter = Meter.start(subject.server());
            conversation.sendAtRate(plan.rate(), plan.measured(), true);
            conversation.stop();
            Meter.Cost cost = meter.stop();
            if (archived) {
                ArchiveCheck.last(subject, conversation);
            }
            return readings(conversation.times(), cost);
        }
    }

    private static List<Reading> readings(Histogram times, Meter.Cost cost) {
        List<Reading> readings = new ArrayList<>();
        readings.add(Reading.less(P50, "ms", times.millis(0.5)));
        readings.add(Reading.less(P99, "ms", times.millis(0.99)));
        readings.add(Reading.less(P999, "ms", times.millis(0.999)));
        readings.add(Reading.less("worst", "ms", times.worst() / 1e6));
        readings.addAll(cost.busy());
        return readings;
    }
}
