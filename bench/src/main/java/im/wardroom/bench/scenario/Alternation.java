// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import im.wardroom.bench.load.Conversation;
import im.wardroom.bench.load.XmppClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The same chat, in a closed loop, on several servers that run all the time and are loaded in turns: what disturbs the
/// machine for some seconds disturbs all of them alike.
public final class Alternation implements AutoCloseable {

    /// What one server did while it was loaded.
    ///
    /// @param cpu seconds of the server
    public record Turn(long delivered, double cpu) {

        public double perCpuSecond() {
            return cpu <= 0 ? 0 : delivered / cpu;
        }

        public Turn plus(Turn other) {
            return new Turn(delivered + other.delivered, cpu + other.cpu);
        }
    }

    private record Side(Subject subject, Conversation conversation) {

        Turn turn(Duration time) throws IOException {
            long before = conversation.delivered();
            Meter meter = Meter.start(subject.server());
            conversation.during(time);
            return new Turn(conversation.delivered() - before, meter.stop().server());
        }
    }

    private final List<Side> sides = new ArrayList<>();

    /// Signs everybody in, and begins to talk.
    ///
    /// @param subjects each with a reactor of its own
    public Alternation(List<Subject> subjects, Plan plan) {
        for (Subject subject : subjects) {
            Conversation conversation = Conversation.begin(
                    subject.shared().reactor(),
                    subject.connector(XmppClient.Manner.PLAIN),
                    subject.credentials(),
                    new Conversation.Shape(0, plan.pairs(), plan.bodyBytes()));
            sides.add(new Side(subject, conversation));
            conversation.keepUnderWay(plan.window());
        }
    }

    /// How many accounts each server needs.
    public static int accounts(Plan plan) {
        return 2 * plan.pairs();
    }

    /// Loads each of them once, in their order or the other way round.
    ///
    /// @return what they did, in their order
    public List<Turn> round(Duration time, boolean forwards) throws IOException {
        List<Turn> turns = new ArrayList<>();
        for (Side side : forwards ? sides : sides.reversed()) {
            turns.add(side.turn(time));
        }
        return forwards ? turns : turns.reversed();
    }

    @Override
    public void close() {
        sides.forEach(side -> side.conversation().close());
    }
}
