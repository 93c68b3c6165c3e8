// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.lab.Installed;
import im.wardroom.watch.lab.Lab;
import java.io.IOException;

/// A machine with an address of somebody else's, and processes on it.
public final class Namespace implements AutoCloseable {

    private final Lab lab;
    private final String machine;

    /// @param address that it has, whoever it belongs to outside
    public Namespace(String address) throws IOException {
        Installed.require("setpriv", "util-linux");
        lab = Lab.require();
        machine = lab.machine("m");
        lab.in(machine, "ip address add " + address + "/32 dev lo");
    }

    /// Starts a process, and waits until its first line of output.
    public Process start(String... command) throws IOException {
        Process process = lab.talkTo(machine, command);
        assertThat(process.inputReader().readLine())
                .as(String.join(" ", command))
                .isEqualTo("ready");
        return process;
    }

    @Override
    public void close() {
        lab.close();
    }
}
