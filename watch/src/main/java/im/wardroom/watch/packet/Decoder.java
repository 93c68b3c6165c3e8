// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

import im.wardroom.watch.capture.Packet;
import im.wardroom.watch.octet.Octets;

/// Takes TCP and UDP out of frames: through link layers, tags and tunnels, with fragments put together. What cannot be
/// read is counted and left out. Belongs to one thread and allocates nothing for a packet that is whole.
public final class Decoder {

    /// Layers upon layers are believed up to here.
    private static final int DEEPEST = 16;

    private final SegmentHandler handler;
    private final Segment segment = new Segment();
    private final Fragments fragments = new Fragments();
    private final Tunnels tunnels = new Tunnels(this);
    private byte[] bytes = new byte[0];
    private int depth;
    private long packets;
    private long unread;

    public Decoder(SegmentHandler handler) {
        this.handler = handler;
    }

    public void decode(Packet packet) {
        packets++;
        depth = 0;
        bytes = packet.bytes();
        segment.micros = packet.micros();
        if (!link(packet.linkType(), packet.from(), packet.to())) {
            unread++;
        }
    }

    /// It is later now, though no packet said so: what has waited too long for its other pieces is given as it is.
    public void pass(long micros) {
        segment.micros = micros;
        letGo(micros);
    }

    /// Gives what there is of datagrams whose fragments have not all come.
    public void end() {
        for (Fragments.Datagram datagram = fragments.oldest(); datagram != null; datagram = fragments.oldest()) {
            fragments.remove(datagram);
            incomplete(datagram);
        }
    }

    public long packets() {
        return packets;
    }

    /// Packets that were something else than TCP or UDP over IP, or nothing that can be read.
    public long unread() {
        return unread;
    }

    /// @return whether something was found, here and in what follows
    boolean link(int type, int from, int to) {
        return switch (type) {
            case LinkType.ETHERNET -> ethernet(from, to);
            case LinkType.ETHERNET_MPACKET -> ethernet(from + 8, to);
            case LinkType.NULL, LinkType.LOOP -> ip(from + 4, to);
            case LinkType.RAW_BSD, LinkType.RAW_OPENBSD, LinkType.RAW, LinkType.IPV4, LinkType.IPV6 -> ip(from, to);
            case LinkType.PPP, LinkType.PPP_HDLC, LinkType.PPP_PPPD, LinkType.CISCO_HDLC -> serial(from, to);
            case LinkType.PPPOE -> pppoe(from, to);
            case LinkType.LINUX_COOKED -> to - from >= 16 && type(Octets.u16(bytes, from + 14), from + 16, to);
            case LinkType.LINUX_COOKED_2 -> to - from >= 20 && type(Octets.u16(bytes, from), from + 20, to);
            case LinkType.FRAME_RELAY -> frameRelay(from, to);
            case LinkType.PFLOG -> to - from >= 4 && ip(from + (Octets.u8(bytes, from) + 3 & ~3), to);
            case LinkType.WIRELESS -> wireless(from, to);
            case LinkType.RADIOTAP -> to - from >= 4 && wireless(from + Octets.u16little(bytes, from + 2), to);
            case LinkType.PRISM -> wireless(from + 144, to);
            case LinkType.AVS -> to - from >= 8 && wireless(from + (Octets.i32(bytes, from + 4) & 0xffff), to);
            case LinkType.PPI ->
                to - from >= 8
                        && ++depth < DEEPEST
                        && link(Octets.i32little(bytes, from + 4), from + Octets.u16little(bytes, from + 2), to);
            default -> false;
        };
    }

    boolean ethernet(int from, int to) {
        return to - from >= 14 && type(Octets.u16(bytes, from + 12), from + 14, to);
    }

    /// What an EtherType announces.
    boolean type(int type, int from, int to) {
        if (type == 0x0800 || type == 0x86dd) {
            return ip(from, to);
        }
        if (++depth > DEEPEST || to - from < 4) {
            return false;
        }
        return switch (type) {
            case 0x8100, 0x88a8, 0x9100, 0x9200, 0x9300 -> type(Octets.u16(bytes, from + 2), from + 4, to);
            case 0x8847, 0x8848 -> mpls(from, to);
            case 0x8864 -> pppoe(from, to);
            case 0x880b -> ppp(from, to);
            case 0x6558 -> ethernet(from, to);
            // 802.2 with a SNAP header: a length, or what Linux writes in its place.
            default -> (type <= 1500 || type == 4) && snap(from, to);
        };
    }

    private boolean snap(int from, int to) {
        return to - from >= 8
                && Octets.u16(bytes, from) == 0xaaaa
                && bytes[from + 2] == 3
                && type(Octets.u16(bytes, from + 6), from + 8, to);
    }

    boolean mpls(int from, int to) {
        int at = from;
        while (to - at >= 4) {
            boolean isBottom = (bytes[at + 2] & 1) != 0;
            at += 4;
            if (isBottom) {
                return belowLabels(at, to);
            }
        }
        return false;
    }

    private boolean belowLabels(int from, int to) {
        if (from >= to) {
            return false;
        }
        return switch (Octets.u8(bytes, from) >> 4) {
            case 4, 6 -> ip(from, to) || ethernet(from, to);
            // A pseudo-wire's control word.
            case 0 -> ethernet(from + 4, to) || ethernet(from, to);
            default -> ethernet(from, to);
        };
    }

    private boolean pppoe(int from, int to) {
        return to - from > 6 && bytes[from] == 0x11 && bytes[from + 1] == 0 && ppp(from + 6, to);
    }

    /// PPP or Cisco's HDLC: the first octet tells.
    private boolean serial(int from, int to) {
        if (to - from < 4) {
            return false;
        }
        int first = Octets.u8(bytes, from);
        boolean isCisco = (first == 0x0f || first == 0x8f) && bytes[from + 1] == 0;
        return isCisco ? type(Octets.u16(bytes, from + 2), from + 4, to) : ppp(from, to);
    }

    boolean ppp(int from, int to) {
        int at = from;
        if (to - at >= 4 && Octets.u16(bytes, at) == 0xff03) {
            at += 2;
        }
        if (to - at < 2) {
            return false;
        }
        boolean isShort = (bytes[at] & 1) != 0;
        int protocol = isShort ? Octets.u8(bytes, at) : Octets.u16(bytes, at);
        at += isShort ? 1 : 2;
        return switch (protocol) {
            case 0x21, 0x57 -> ip(at, to);
            case 0x281, 0x283 -> mpls(at, to);
            default -> false;
        };
    }

    private boolean frameRelay(int from, int to) {
        if (to - from < 10 || bytes[from + 2] != 3) {
            return false;
        }
        return switch (Octets.u8(bytes, from + 3)) {
            case 0xcc, 0x8e -> ip(from + 4, to);
            case 0 -> Octets.u8(bytes, from + 4) == 0x80 && type(Octets.u16(bytes, from + 8), from + 10, to);
            default -> false;
        };
    }

    /// IEEE 802.11: data that is not encrypted.
    boolean wireless(int from, int to) {
        if (to - from < 24 || from < 0) {
            return false;
        }
        int control = Octets.u8(bytes, from);
        int flags = Octets.u8(bytes, from + 1);
        boolean isData = (control & 0x0c) == 0x08 && (control & 0x40) == 0;
        if (!isData || (flags & 0x40) != 0) {
            return false;
        }
        boolean hasQuality = (control & 0x80) != 0;
        int header = 24 + ((flags & 3) == 3 ? 6 : 0) + (hasQuality ? 2 : 0);
        boolean hasOrder = hasQuality && (flags & 0x80) != 0;
        return snap(from + header + (hasOrder ? 4 : 0), to);
    }

    boolean ip(int from, int to) {
        if (from < 0 || from >= to || ++depth > DEEPEST) {
            return false;
        }
        return switch (bytes[from] >> 4 & 15) {
            case 4 -> ipv4(from, to);
            case 6 -> ipv6(from, to);
            default -> false;
        };
    }

    private boolean ipv4(int from, int to) {
        int header = (bytes[from] & 15) * 4;
        if (header < 20 || to - from < header) {
            return false;
        }
        int total = Octets.u16(bytes, from + 2);
        // None is what a network card has still to fill in.
        int end = total == 0 ? to : Math.min(to, from + total);
        if (total != 0 && total < header) {
            return false;
        }
        int size = total == 0 ? to - from : total;
        segment.size = size;
        long source = Address.mapped(Octets.i32(bytes, from + 12));
        long target = Address.mapped(Octets.i32(bytes, from + 16));
        int fragment = Octets.u16(bytes, from + 6);
        int protocol = Octets.u8(bytes, from + 9);
        if ((fragment & 0x3fff) == 0) {
            return transport(protocol, 0, source, 0, target, from + header, end);
        }
        return fragment(
                new Fragments.Key(0, source, 0, target, Octets.u16(bytes, from + 4), protocol),
                (fragment & 0x1fff) * 8,
                (fragment & 0x2000) != 0,
                from + header,
                end);
    }

    private boolean ipv6(int from, int to) {
        if (to - from < 40) {
            return false;
        }
        int length = Octets.u16(bytes, from + 4);
        int end = length == 0 ? to : Math.min(to, from + 40 + length);
        segment.size = 40 + (length == 0 ? to - from - 40 : length);
        long sourceHigh = Octets.i64(bytes, from + 8);
        long sourceLow = Octets.i64(bytes, from + 16);
        long targetHigh = Octets.i64(bytes, from + 24);
        long targetLow = Octets.i64(bytes, from + 32);
        int next = Octets.u8(bytes, from + 6);
        int at = from + 40;
        for (int i = 0; i < DEEPEST && isExtension(next); i++) {
            if (end - at < 8) {
                return false;
            }
            int following = Octets.u8(bytes, at);
            if (next == 44) {
                int offset = Octets.u16(bytes, at + 2);
                if ((offset & ~6) != 0) {
                    return fragment(
                            new Fragments.Key(
                                    sourceHigh, sourceLow, targetHigh, targetLow, Octets.i32(bytes, at + 4), following),
                            offset & ~7,
                            (offset & 1) != 0,
                            at + 8,
                            end);
                }
            }
            at += extension(next, Octets.u8(bytes, at + 1));
            next = following;
        }
        return at <= end && transport(next, sourceHigh, sourceLow, targetHigh, targetLow, at, end);
    }

    private static boolean isExtension(int next) {
        return switch (next) {
            case 0, 43, 44, 51, 60, 135, 139, 140 -> true;
            default -> false;
        };
    }

    private static int extension(int type, int length) {
        return switch (type) {
            case 44 -> 8;
            case 51 -> (length + 2) * 4;
            default -> (length + 1) * 8;
        };
    }

    private boolean fragment(Fragments.Key key, int offset, boolean more, int from, int to) {
        letGo(segment.micros);
        Fragments.Datagram datagram = fragments.add(key, offset, more, bytes, from, to, segment.micros);
        if (datagram == null || !datagram.isComplete()) {
            return true;
        }
        fragments.remove(datagram);
        return whole(datagram, datagram.length());
    }

    private void letGo(long now) {
        for (Fragments.Datagram old = fragments.excess(now); old != null; old = fragments.excess(now)) {
            fragments.remove(old);
            incomplete(old);
        }
    }

    private void incomplete(Fragments.Datagram datagram) {
        int known = datagram.known();
        if (known > 0) {
            depth = 0;
            whole(datagram, known);
        }
    }

    private boolean whole(Fragments.Datagram datagram, int length) {
        byte[] before = bytes;
        Fragments.Key key = datagram.key();
        bytes = datagram.bytes();
        segment.size = length + 20;
        boolean found = transport(
                key.protocol(), key.sourceHigh(), key.sourceLow(), key.targetHigh(), key.targetLow(), 0, length);
        bytes = before;
        return found;
    }

    private boolean transport(
            int protocol, long sourceHigh, long sourceLow, long targetHigh, long targetLow, int from, int to) {
        if (protocol == Segment.TCP || protocol == Segment.UDP) {
            segment.sourceHigh = sourceHigh;
            segment.sourceLow = sourceLow;
            segment.targetHigh = targetHigh;
            segment.targetLow = targetLow;
            segment.protocol = protocol;
            return protocol == Segment.TCP ? tcp(from, to) : udp(from, to);
        }
        return tunnels.overIp(protocol, bytes, from, to);
    }

    private boolean tcp(int from, int to) {
        if (to - from < 20) {
            return false;
        }
        int header = (bytes[from + 12] >> 4 & 15) * 4;
        if (header < 20) {
            return false;
        }
        segment.sourcePort = Octets.u16(bytes, from);
        segment.targetPort = Octets.u16(bytes, from + 2);
        segment.sequence = Octets.i32(bytes, from + 4);
        segment.flags = bytes[from + 13] & 0x3f;
        segment.payload.show(bytes, Math.min(to, from + header), to);
        handler.segment(segment);
        return true;
    }

    private boolean udp(int from, int to) {
        if (to - from < 8) {
            return false;
        }
        int source = Octets.u16(bytes, from);
        int target = Octets.u16(bytes, from + 2);
        int length = Octets.u16(bytes, from + 4);
        int end = length >= 8 ? Math.min(to, from + length) : to;
        if (Tunnels.isOverUdp(source, target) && tunnels.overUdp(source, target, bytes, from + 8, end)) {
            return true;
        }
        segment.sourcePort = source;
        segment.targetPort = target;
        segment.sequence = 0;
        segment.flags = 0;
        segment.payload.show(bytes, from + 8, end);
        handler.segment(segment);
        return true;
    }
}
