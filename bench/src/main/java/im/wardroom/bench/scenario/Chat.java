// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import im.wardroom.bench.load.Conversation;
import im.wardroom.bench.load.Histogram;
import im.wardroom.bench.load.XmppClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One-to-one chat, closed loop: every sender keeps a few messages under way, each in a TLS record of its own.
///
/// @param acknowledged whether both sides use XEP-0198
public record Chat(String name, String title, boolean archived, boolean acknowledged) implements Scenario {

    public static final String THROUGHPUT = "delivered messages a CPU second";

    @Override
    public boolean isForForwarder() {
        return !archived && !acknowledged;
    }

    @Override
    public int accounts(Plan plan) {
        return 2 * plan.pairs();
    }

    @Override
    public List<Reading> run(Subject subject, Plan plan) throws IOException {
        XmppClient.Manner manner = new XmppClient.Manner(acknowledged ? plan.requestEvery() : 0, true);
        Conversation.Shape shape = new Conversation.Shape(0, plan.pairs(), plan.bodyBytes());
        try (Conversation conversation = Conversation.begin(
                subject.shared().reactor(), subject.connector(manner), subject.credentials(), shape)) {
            conversation.keepUnderWay(plan.window());
            conversation.during(plan.warmUp());
            conversation.times().clear();
            long before = conversation.delivered();
            Meter meter = Meter.start(subject.server());
            conversation.during(plan.measured());
            Meter.Cost cost = meter.stop();
            long delivered = conversation.delivered() - before;
            List<Reading> readings = readings(delivered, cost, conversation.times());
            conversation.stop();
            if (archived) {
                ArchiveCheck.last(subject, conversation);
            }
            return readings;
        }
    }

    private static List<Reading> readings(long delivered, Meter.Cost cost, Histogram times) {
        List<Reading> readings = new ArrayList<>();
        readings.add(Reading.more(THROUGHPUT, "", cost.perCpuSecond(delivered)));
        readings.add(Reading.note("delivered messages a second", "", delivered / cost.wall()));
        readings.add(Reading.note("under way at full load, p50", "ms", times.millis(0.5)));
        readings.add(Reading.note("under way at full load, p99", "ms", times.millis(0.99)));
        readings.add(Reading.note("under way at full load, worst", "ms", times.worst() / 1e6));
        readings.addAll(cost.busy());
        return readings;
    }
}
