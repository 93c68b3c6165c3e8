// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import im.wardroom.watch.lab.Lab;
import java.io.IOException;
import java.util.List;

/// Two machines with a cable between them that carries nothing but what a test sends.
final class Network implements AutoCloseable {

    /// The interface at both ends.
    static final String WIRE = "wire";

    static final String THERE = "10.77.0.2";

    private final Lab lab = Lab.require();
    private final String here = lab.machine("here");
    private final String there = lab.machine("there");

    Network() throws IOException {
        for (String machine : List.of(here, there)) {
            // Or it would say something by itself.
            lab.in(machine, "sysctl -qw net.ipv6.conf.default.disable_ipv6=1");
        }
        plugIn();
    }

    void plugIn() throws IOException {
        lab.cable(WIRE, new Lab.End(here, "10.77.0.1/24"), new Lab.End(there, THERE + "/24"));
    }

    /// Changes the interface over there.
    void link(String command) throws IOException {
        lab.in(there, "ip link " + command);
    }

    Process startHere(List<String> command) throws IOException {
        return lab.talkTo(here, command.toArray(String[]::new));
    }

    Process startThere(List<String> command) throws IOException {
        return lab.talkTo(there, command.toArray(String[]::new));
    }

    @Override
    public void close() {
        lab.close();
    }
}
