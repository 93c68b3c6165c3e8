// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import im.wardroom.bench.load.Turnstile;
import im.wardroom.bench.load.XmppClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Clients connect, shake hands in full, sign in, bind, leave, and come again: the first ones after the server's start,
/// and later ones.
public record SignIns(String name, String title) implements Scenario {

    public static final String FIRST = "sign-ins a CPU second, the first after the start";
    public static final String STEADY = "sign-ins a CPU second, steady";
    private static final int AT_ONCE = 16;
    private static final int ACCOUNTS = 256;

    @Override
    public boolean archived() {
        return false;
    }

    @Override
    public boolean isForForwarder() {
        return true;
    }

    @Override
    public int accounts(Plan plan) {
        return ACCOUNTS;
    }

    @Override
    public List<Reading> run(Subject subject, Plan plan) throws IOException {
        XmppClient.Manner manner = new XmppClient.Manner(0, false);
        try (Turnstile turnstile =
                new Turnstile(subject.shared().reactor(), subject.connector(manner), AT_ONCE, ACCOUNTS)) {
            Meter first = Meter.start(subject.server());
            turnstile.admit(
                    plan.firstSignIns(), plan.warmUp().plus(plan.measured()).multipliedBy(4));
            Meter.Cost cold = first.stop();
            turnstile.during(plan.warmUp());
            turnstile.times().clear();
            long before = turnstile.admitted();
            Meter later = Meter.start(subject.server());
            turnstile.during(plan.measured());
            Meter.Cost warm = later.stop();
            List<Reading> readings = new ArrayList<>();
            readings.add(Reading.more(FIRST, "", cold.perCpuSecond(plan.firstSignIns())));
            readings.add(Reading.more(STEADY, "", warm.perCpuSecond(turnstile.admitted() - before)));
            readings.add(
                    Reading.note("time of one, p50", "ms", turnstile.times().millis(0.5)));
            readings.add(
                    Reading.note("time of one, p99", "ms", turnstile.times().millis(0.99)));
            readings.addAll(warm.busy());
            return readings;
        }
    }
}
