// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.dissect.Concealment;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.octet.Volume;
import im.wardroom.watch.suspicion.Suspicion;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// A line for each flow, for people, when it is over.
final class FlowOutput implements Output {

    private final PrintStream out;

    FlowOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void ended(Flow flow, List<Finding> findings) {
        for (Finding finding : findings) {
            out.println(String.format(
                    Locale.ROOT,
                    "%s  %s %s -> %s  %-24s %9s  %s",
                    Text.time(flow.firstMicros()),
                    flow.isTcp() ? "TCP" : "UDP",
                    flow.client().withPort(flow.clientPort()),
                    flow.server().withPort(flow.serverPort()),
                    what(finding),
                    Volume.exact(flow.clientBytes() + flow.serverBytes()),
                    Text.printable(finding.evidence())));
        }
    }

    static String what(Finding finding) {
        return switch (finding) {
            case Detection detection ->
                detection.service().id() + " " + detection.activity().id();
            case Concealment concealment -> "hidden: " + concealment.cover().id();
        };
    }

    @Override
    public void suspected(Suspicion suspicion) {
        out.println(Text.suspicion(suspicion));
    }

    @Override
    public void end(Totals totals) {
        out.flush();
    }
}
