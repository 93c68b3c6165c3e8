// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import im.wardroom.bench.load.Client;
import im.wardroom.bench.load.Crowd;
import im.wardroom.bench.load.XmppClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// People sign in, become available and are silent. The memory that each one costs is the slope over several points, so
/// that what the first ones load is not theirs.
public record Idle(String name, String title) implements Scenario {

    public static final String START = "resident just after the start";
    public static final String SLOPE = "resident for each idle session";
    private static final int POINTS = 5;
    private static final double KIB = 1024;

    @Override
    public boolean isTimed() {
        return false;
    }

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
        return Descriptors.limited(plan.idle());
    }

    @Override
    public List<Reading> run(Subject subject, Plan plan) throws IOException {
        int count = accounts(plan);
        List<Client> idle = new ArrayList<>();
        Crowd crowd = new Crowd(subject.shared().reactor(), subject.connector(XmppClient.Manner.PLAIN));
        Slope slope = new Slope();
        subject.shared().reactor().during(plan.settle());
        double atStart = subject.server().resident();
        for (int point = 1; point <= POINTS; point++) {
            int to = count * point / POINTS;
            crowd.gather(idle.size(), to - idle.size(), account -> new Silent(idle), Duration.ofMinutes(10));
            subject.shared().reactor().during(plan.settle());
            crowd.check();
            slope.add(to, subject.server().resident());
        }
        double atEnd = subject.server().resident();
        idle.forEach(Client::close);
        return List.of(
                Reading.less(START, "MiB", atStart / KIB / KIB),
                Reading.less(SLOPE, "KiB", slope.value() / KIB),
                Reading.note("sessions", "", count),
                Reading.note("resident with all of them", "MiB", atEnd / KIB / KIB));
    }

    private record Silent(List<Client> all) implements Client.Listener {
        @Override
        public void ready(Client client) {
            all.add(client);
        }

        @Override
        public void stanza(byte[] bytes, int from, int to) {
            // A server may ask whether the client is there; the client has answered.
        }

        @Override
        public void failed(Client client, String why) {
            // The crowd tells.
        }
    }
}
