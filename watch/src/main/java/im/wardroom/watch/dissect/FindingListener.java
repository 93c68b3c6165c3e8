// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import im.wardroom.watch.flow.Flow;
import java.util.List;

/// Is told what was found, on the thread that reads packets.
public interface FindingListener {

    /// As soon as it is known; the flow goes on.
    void found(Flow flow, Finding finding);

    /// A flow is over, with all that was found in it: often nothing.
    void ended(Flow flow, List<Finding> findings);
}
