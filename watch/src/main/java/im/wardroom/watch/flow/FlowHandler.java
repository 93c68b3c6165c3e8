// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

import im.wardroom.watch.octet.Excerpt;

/// Is told what flows carry. Everything is lent for the call.
public interface FlowHandler {

    /// The first packet of a new flow came; it is counted already, and not looked at yet.
    default void opened(Flow flow) {}

    /// Something new came in a flow that is not ignored: a datagram, or octets of TCP. For TCP, the number says where
    /// they are in their direction.
    void payload(Flow flow, boolean fromClient, int sequence, Excerpt payload);

    /// No more will come.
    void ended(Flow flow);
}
