// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

import im.wardroom.watch.octet.Octets;

/// Packets within packets: which octets of a tunnel are the packet that it carries. What only uses a tunnel's port, and
/// carries no packet, is no tunnel.
final class Tunnels {

    private static final int TEREDO = 3544;
    private static final int GTP = 2152;
    private static final int VXLAN = 4789;
    private static final int VXLAN_BEFORE = 8472;
    private static final int GENEVE = 6081;
    private static final int L2TP = 1701;
    private static final int TZSP = 37008;

    private final Decoder decoder;

    Tunnels(Decoder decoder) {
        this.decoder = decoder;
    }

    boolean overIp(int protocol, byte[] bytes, int from, int to) {
        return switch (protocol) {
            case 4, 41 -> decoder.ip(from, to);
            case 47 -> gre(bytes, from, to);
            case 97 -> decoder.ethernet(from + 2, to);
            case 137 -> decoder.mpls(from, to);
            default -> false;
        };
    }

    static boolean isOverUdp(int source, int target) {
        return isTunnel(target) || isTunnel(source);
    }

    private static boolean isTunnel(int port) {
        return switch (port) {
            case TEREDO, GTP, VXLAN, VXLAN_BEFORE, GENEVE, L2TP, TZSP -> true;
            default -> false;
        };
    }

    boolean overUdp(int source, int target, byte[] bytes, int from, int to) {
        int port = isTunnel(target) ? target : source;
        if (to - from < 28) {
            return false;
        }
        return switch (port) {
            case TEREDO -> teredo(bytes, from, to);
            case GTP -> gtp(bytes, from, to);
            case VXLAN, VXLAN_BEFORE ->
                (Octets.i32(bytes, from) & 0xff00_0000) == 0x0800_0000
                        && isEthernet(bytes, from + 8, to)
                        && decoder.ethernet(from + 8, to);
            case GENEVE -> geneve(bytes, from, to);
            case L2TP -> l2tp(bytes, from, to);
            case TZSP -> tzsp(bytes, from, to);
            default -> false;
        };
    }

    /// RFC 2784, RFC 2890; version 1 is PPTP's (RFC 2637).
    private boolean gre(byte[] bytes, int from, int to) {
        if (to - from < 8) {
            return false;
        }
        int flags = Octets.u16(bytes, from);
        int type = Octets.u16(bytes, from + 2);
        int version = flags & 7;
        int at = from + 4;
        if (version == 1) {
            at += 4 + ((flags & 0x1000) != 0 ? 4 : 0) + ((flags & 0x0080) != 0 ? 4 : 0);
            return type == 0x880b && at < to && decoder.ppp(at, to);
        }
        if (version != 0) {
            return false;
        }
        boolean hasSequence = (flags & 0x1000) != 0;
        at += (flags & 0xc000) != 0 ? 4 : 0;
        at += (flags & 0x2000) != 0 ? 4 : 0;
        at += hasSequence ? 4 : 0;
        return switch (type) {
            case 0x88be -> decoder.ethernet(at + (hasSequence ? 8 : 0), to);
            case 0x22eb -> decoder.ethernet(at + 12, to);
            default -> decoder.type(type, at, to);
        };
    }

    /// RFC 4380: before the packet may be how it got here.
    private boolean teredo(byte[] bytes, int from, int to) {
        int at = from;
        if (Octets.u16(bytes, at) == 1) {
            at += 4 + Octets.u8(bytes, at + 2) + Octets.u8(bytes, at + 3) + 9;
        }
        if (to - at >= 8 && Octets.u16(bytes, at) == 0) {
            at += 8;
        }
        return isIp(bytes, at, to, 6) && decoder.ip(at, to);
    }

    /// 3GPP TS 29.281 §5.1: a packet of the user is message 255.
    private boolean gtp(byte[] bytes, int from, int to) {
        int flags = Octets.u8(bytes, from);
        if ((flags & 0xf0) != 0x30 || Octets.u8(bytes, from + 1) != 255) {
            return false;
        }
        int at = from + 8;
        if ((flags & 7) != 0) {
            int next = Octets.u8(bytes, at + 3);
            at += 4;
            while (next != 0 && (flags & 4) != 0) {
                if (at >= to || bytes[at] == 0) {
                    return false;
                }
                int length = Octets.u8(bytes, at) * 4;
                if (at + length > to) {
                    return false;
                }
                next = Octets.u8(bytes, at + length - 1);
                at += length;
            }
        }
        return (isIp(bytes, at, to, 4) || isIp(bytes, at, to, 6)) && decoder.ip(at, to);
    }

    /// RFC 8926.
    private boolean geneve(byte[] bytes, int from, int to) {
        int first = Octets.u8(bytes, from);
        int at = from + 8 + (first & 0x3f) * 4;
        int type = Octets.u16(bytes, from + 2);
        return first >> 6 == 0
                && at < to
                && (type == 0x6558 || type == 0x0800 || type == 0x86dd)
                && decoder.type(type, at, to);
    }

    /// RFC 2661: what is not control carries PPP.
    private boolean l2tp(byte[] bytes, int from, int to) {
        int flags = Octets.u16(bytes, from);
        if ((flags & 0x8000) != 0 || (flags & 15) != 2) {
            return false;
        }
        int at = from + 6 + ((flags & 0x4000) != 0 ? 2 : 0) + ((flags & 0x0800) != 0 ? 4 : 0);
        if ((flags & 0x0200) != 0) {
            at += 2 + Octets.u16(bytes, at);
        }
        return to - at > 4 && decoder.ppp(at, to);
    }

    /// TaZmen Sniffer Protocol: tags, then the frame.
    private boolean tzsp(byte[] bytes, int from, int to) {
        if (bytes[from] != 1 || bytes[from + 1] > 1) {
            return false;
        }
        int at = from + 4;
        while (at < to && bytes[at] != 1) {
            at += bytes[at] == 0 || at + 1 >= to ? 1 : 2 + Octets.u8(bytes, at + 1);
        }
        int frame = Octets.u16(bytes, from + 2);
        return at < to && (frame == 1 ? decoder.ethernet(at + 1, to) : frame == 18 && decoder.wireless(at + 1, to));
    }

    private static boolean isEthernet(byte[] bytes, int from, int to) {
        return to - from >= 14 && (Octets.u16(bytes, from + 12) > 1535 || Octets.u16(bytes, from + 12) <= to - from);
    }

    /// Looks like a packet of this version, with a length that is believable.
    private static boolean isIp(byte[] bytes, int from, int to, int version) {
        if (to - from < 20 || bytes[from] >> 4 != version) {
            return false;
        }
        return version == 4
                ? (bytes[from] & 15) >= 5 && Octets.u16(bytes, from + 2) <= to - from + 64
                : to - from >= 40 && Octets.u16(bytes, from + 4) <= to - from + 64;
    }
}
