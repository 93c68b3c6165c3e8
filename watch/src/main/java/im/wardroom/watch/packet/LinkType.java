// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

/// What a frame may begin with, as <https://www.tcpdump.org/linktypes.html> numbers it.
final class LinkType {

    static final int NULL = 0;
    static final int ETHERNET = 1;
    static final int PPP = 9;
    static final int RAW_BSD = 12;
    static final int RAW_OPENBSD = 14;
    static final int PPP_HDLC = 50;
    static final int PPPOE = 51;
    static final int RAW = 101;
    static final int CISCO_HDLC = 104;
    static final int WIRELESS = 105;
    static final int FRAME_RELAY = 107;
    static final int LOOP = 108;
    static final int LINUX_COOKED = 113;
    static final int PFLOG = 117;
    static final int PRISM = 119;
    static final int RADIOTAP = 127;
    static final int AVS = 163;
    static final int PPP_PPPD = 166;
    static final int PPI = 192;
    static final int IPV4 = 228;
    static final int IPV6 = 229;
    static final int ETHERNET_MPACKET = 274;
    static final int LINUX_COOKED_2 = 276;

    private LinkType() {}
}
