// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.live.Standing;
import im.wardroom.watch.suspicion.Suspicion;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// A line for each finding as soon as it is made, for people who read it later.
final class LiveLines implements LiveOutput {

    private final PrintStream out;
    private long flows;
    private long findings;

    LiveLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(Start start) {}

    @Override
    public void found(Flow flow, Finding finding) {
        findings++;
        out.println(String.format(
                Locale.ROOT,
                "%s  %s %s -> %s  %-24s  %s",
                Text.time(flow.lastMicros()),
                flow.isTcp() ? "TCP" : "UDP",
                flow.client().withPort(flow.clientPort()),
                flow.server().withPort(flow.serverPort()),
                FlowOutput.what(finding),
                Text.printable(finding.evidence())));
    }

    @Override
    public void ended(Flow flow, List<Finding> found) {
        flows++;
    }

    @Override
    public void suspected(Suspicion suspicion) {
        out.println(Text.suspicion(suspicion));
    }

    @Override
    public void turn(Standing standing) {
        out.flush();
    }

    @Override
    public void end(Standing standing) {
        out.println(findings == 0 ? "No messenger was found." : Text.count(findings, "finding") + ".");
        Closing.print(out, standing, flows + standing.openFlows());
        out.flush();
    }
}
