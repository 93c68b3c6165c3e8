// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import im.wardroom.bench.load.Attack;
import im.wardroom.bench.load.AttackProcess;
import im.wardroom.bench.load.Conversation;
import im.wardroom.bench.load.Histogram;
import im.wardroom.bench.load.LoadFailure;
import im.wardroom.bench.load.XmppClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Honest people talk at a fixed rate, first in quiet and then under attack, in one run: how long their messages take,
/// and how much memory the server has before, during and after.
///
/// @param hostile sessions that are signed in
/// @param perSecond stanzas that they offer together
/// @param idlers connections that are silent or very slow
public record Flood(int hostile, int perSecond, int idlers) implements Scenario {

    public static final String RATIO = "p99 from the first moment of the attack on, times the quiet one";

    private static final int PAIRS = 50;

    /// Four messages a second of each: people who type fast.
    private static final int RATE = 200;

    private static final Duration STARTING = Duration.ofSeconds(15);
    private static final double MIB = 1024 * 1024;

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String title() {
        return "Honest people under attack";
    }

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
        return 2 * PAIRS + hostile;
    }

    @Override
    public List<Reading> run(Subject subject, Plan plan) throws IOException {
        Conversation.Shape shape = new Conversation.Shape(0, PAIRS, plan.bodyBytes());
        try (Conversation conversation = Conversation.begin(
                subject.shared().reactor(), subject.connector(XmppClient.Manner.PLAIN), subject.credentials(), shape)) {
            conversation.sendAtRate(RATE, plan.warmUp(), false);
            conversation.times().clear();
            List<Reading> readings = new ArrayList<>();
            readings.add(Reading.note("resident before", "MiB", subject.server().resident() / MIB));
            double quiet = talk(conversation, plan, "in quiet", readings);
            double attacked = attacked(subject, conversation, plan, readings);
            readings.addFirst(Reading.less(RATIO, "", attacked / quiet));
            conversation.times().clear();
            talk(conversation, plan, "afterwards", readings);
            readings.add(
                    Reading.note("resident afterwards", "MiB", subject.server().resident() / MIB));
            conversation.stop();
            return readings;
        }
    }

    private double attacked(Subject subject, Conversation conversation, Plan plan, List<Reading> readings)
            throws IOException {
        int seconds = (int) STARTING.plus(plan.measured()).plusSeconds(60).toSeconds();
        int port = subject.server().address().getPort();
        try (AttackProcess attack = AttackProcess.start(port, 2 * PAIRS, hostile, perSecond, idlers, seconds)) {
            conversation.times().clear();
            talkDuring(conversation, STARTING, "while it begins", readings);
            Histogram whole = new Histogram();
            whole.addAll(conversation.times());
            conversation.times().clear();
            long before = attack.totals().offered();
            long begun = System.nanoTime();
            Meter meter = Meter.start(subject.server());
            talk(conversation, plan, "once it goes on", readings);
            readings.addAll(meter.stop().busy());
            double time = (System.nanoTime() - begun) / 1e9;
            whole.addAll(conversation.times());
            double p99 = whole.millis(0.99);
            readings.add(Reading.note("p99 of both", "ms", p99));
            Attack.Totals totals = attack.totals();
            readings.add(Reading.note("hostile stanzas offered a second", "", (totals.offered() - before) / time));
            readings.add(Reading.note("of all that were offered, taken by the network", "", totals.taken()));
            readings.add(Reading.note("hostile sessions ended", "", totals.ended()));
            readings.add(Reading.note("silent and slow connections", "", totals.connected()));
            readings.add(Reading.note(
                    "resident under attack", "MiB", subject.server().resident() / MIB));
            if (!attack.failure().isEmpty()) {
                throw new LoadFailure("the attack failed: " + attack.failure());
            }
            return p99;
        }
    }

    private static double talk(Conversation conversation, Plan plan, String when, List<Reading> readings) {
        return talkDuring(conversation, plan.measured(), when, readings);
    }

    private static double talkDuring(Conversation conversation, Duration time, String when, List<Reading> readings) {
        conversation.sendAtRate(RATE, time, false);
        double p99 = conversation.times().millis(0.99);
        readings.add(Reading.note("p50 " + when, "ms", conversation.times().millis(0.5)));
        readings.add(Reading.note("p99 " + when, "ms", p99));
        readings.add(Reading.note("worst " + when, "ms", conversation.times().worst() / 1e6));
        return p99;
    }
}
