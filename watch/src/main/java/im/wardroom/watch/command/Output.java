// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.FindingListener;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.suspicion.SuspicionListener;

/// How findings are shown.
interface Output extends FindingListener, SuspicionListener {

    @Override
    default void found(Flow flow, Finding finding) {}

    /// Nothing comes any more.
    void end(Totals totals);

    /// @param evicted flows that were ended before their time because there were too many
    record Totals(long packets, long evicted) {}
}
