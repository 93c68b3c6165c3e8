// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.score;

import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.packet.Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// A flow whichever side was seen first.
record FlowKey(String protocol, String one, String other) {

    static FlowKey of(String protocol, String address, String port, String otherAddress, String otherPort) {
        String first = address + "|" + port;
        String second = otherAddress + "|" + otherPort;
        return first.compareTo(second) <= 0
                ? new FlowKey(protocol, first, second)
                : new FlowKey(protocol, second, first);
    }

    static FlowKey of(Flow flow) {
        return of(
                flow.isTcp() ? "TCP" : "UDP",
                flow.client().toString(),
                Integer.toString(flow.clientPort()),
                flow.server().toString(),
                Integer.toString(flow.serverPort()));
    }

    /// An address as we write it.
    static String address(String text) {
        try {
            byte[] bytes = InetAddress.getByName(text).getAddress();
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            Address address =
                    bytes.length == 4 ? Address.ofV4(buffer.getInt()) : new Address(buffer.getLong(), buffer.getLong());
            return address.toString();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public String toString() {
        return protocol + " " + one + " " + other;
    }
}
