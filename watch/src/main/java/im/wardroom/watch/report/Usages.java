// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.dissect.Concealment;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.FindingListener;
import im.wardroom.watch.flow.Flow;
import java.util.List;
import java.util.function.Consumer;

/// Takes what is found in captures.
///
/// @param to is told of each flow when it is over
public record Usages(Consumer<Usage> to) implements FindingListener {

    @Override
    public void found(Flow flow, Finding finding) {
        // It is counted when it is over: then it is known how much it was.
    }

    @Override
    public void ended(Flow flow, List<Finding> findings) {
        findings.forEach(finding -> to.accept(usage(flow, finding)));
    }

    private static Usage usage(Flow flow, Finding finding) {
        return switch (finding) {
            case Detection found ->
                usage(
                        flow,
                        finding,
                        found.service().id(),
                        false,
                        found.activity().id(),
                        found.rule().id());
            case Concealment found -> usage(flow, finding, found.cover().id(), true, "", "");
        };
    }

    private static Usage usage(
            Flow flow, Finding finding, String what, boolean isHidden, String activity, String rule) {
        return new Usage(
                flow.firstMicros(),
                flow.lastMicros(),
                what,
                isHidden,
                activity,
                finding.via().id(),
                finding.evidence(),
                rule,
                flow.client(),
                flow.clientBytes() + flow.serverBytes());
    }
}
