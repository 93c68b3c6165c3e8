// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

/// Through what packets are taken from an interface.
public enum Way {
    LIBPCAP("libpcap"),
    PACKET_SOCKET("packet-socket");

    private final String id;

    Way(String id) {
        this.id = id;
    }

    /// What a person writes in a command and a machine reads.
    public String id() {
        return id;
    }
}
