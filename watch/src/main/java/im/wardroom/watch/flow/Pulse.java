// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

/// Is told of each packet of a flow that carries something, when nobody looks at what it carries any more.
public interface Pulse {

    /// @param octets on the wire, the header of IP included
    void carried(boolean fromClient, long micros, int octets);
}
