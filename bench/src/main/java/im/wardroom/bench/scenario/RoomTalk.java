// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import im.wardroom.bench.load.Gathering;
import im.wardroom.bench.load.XmppClient;
import java.io.IOException;
import java.util.List;

/// One room, closed loop: some occupants speak, and everybody has to hear everything.
///
/// @param occupants in the room
/// @param speakers who keep messages under way
/// @param quiet nobody hears of others' coming
public record RoomTalk(String name, String title, int occupants, int speakers, boolean quiet) implements Scenario {

    public static final String THROUGHPUT = "delivered messages of a room a CPU second";

    @Override
    public boolean archived() {
        return false;
    }

    @Override
    public boolean isForForwarder() {
        return false;
    }

    @Override
    public int accounts(Plan plan) {
        return Descriptors.limited(occupants);
    }

    @Override
    public List<Reading> run(Subject subject, Plan plan) throws IOException {
        Gathering.Shape shape = new Gathering.Shape(accounts(plan), speakers, plan.bodyBytes(), quiet);
        try (Gathering gathering = Gathering.begin(
                subject.shared().reactor(), subject.connector(XmppClient.Manner.PLAIN), subject.credentials(), shape)) {
            gathering.keepUnderWay(plan.window());
            gathering.during(plan.warmUp());
            long before = gathering.heard();
            Meter meter = Meter.start(subject.server());
            gathering.during(plan.measured());
            Meter.Cost cost = meter.stop();
            long heard = gathering.heard() - before;
            gathering.stop();
            return List.of(
                    Reading.more(THROUGHPUT, "", cost.perCpuSecond(heard)),
                    Reading.note("delivered messages a second", "", heard / cost.wall()),
                    Reading.note("occupants", "", shape.occupants()),
                    cost.busy().get(0),
                    cost.busy().get(1));
        }
    }
}
