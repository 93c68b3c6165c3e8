// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A message of STUN (RFC 8489) or TURN (RFC 8656), also the older form without the magic number (RFC 3489): its type,
/// and its attributes as they lie in the packet.
///
/// @param type the first two bytes: class and method together
/// @param kind request, indication, success or error
/// @param method the number of what is asked
/// @param isClassic whether the magic number is missing
public record StunMessage(
        int type, Kind kind, int method, boolean isClassic, List<Attribute> attributes, byte[] transaction) {

    /// RFC 8489 §5: the class of a message.
    public enum Kind {
        REQUEST,
        INDICATION,
        SUCCESS,
        ERROR
    }

    /// @param at where its value begins in the array that was read
    public record Attribute(int type, int at, int length) {}

    public static final int BINDING = 1;
    public static final int ALLOCATE = 3;

    public static final int MAPPED_ADDRESS = 0x0001;
    public static final int USERNAME = 0x0006;
    public static final int MESSAGE_INTEGRITY = 0x0008;
    public static final int XOR_PEER_ADDRESS = 0x0012;
    public static final int DATA = 0x0013;
    public static final int REALM = 0x0014;
    public static final int XOR_RELAYED_ADDRESS = 0x0016;
    public static final int XOR_MAPPED_ADDRESS = 0x0020;
    public static final int SOFTWARE = 0x8022;
    public static final int FINGERPRINT = 0x8028;
    public static final int ORIGIN = 0x802F;

    private static final int HEADER = 20;
    private static final int MAGIC = 0x2112A442;
    private static final int MOST = 48;
    private static final int LONGEST = 4096;

    public StunMessage {
        attributes = List.copyOf(attributes);
    }

    /// Whether a datagram may be STUN: the first two bits are zero, the length fits, and the magic number is there, or
    /// the message is one of the few of the older form.
    public static boolean isPossible(byte[] bytes, int from, int to) {
        if (to - from < HEADER || (bytes[from] & 0xC0) != 0) {
            return false;
        }
        Cursor in = new Cursor(bytes, from, to);
        int type = in.u16();
        int length = in.u16();
        if (in.i32() == MAGIC) {
            // A capture may hold only the beginning; not all clients fill up to four bytes.
            return length <= to - from - HEADER || length % 4 == 0 && length <= LONGEST;
        }
        boolean known = type == 0x0001
                || type == 0x0101
                || type == 0x0111
                || type == 0x0002
                || type == 0x0102
                || type == 0x0112
                || type == 0x0003
                || type == 0x0103
                || type == 0x0113
                || type == 0x0004
                || type == 0x0115;
        return known && length == to - from - HEADER && length % 4 == 0 && isChain(bytes, from + HEADER, to);
    }

    private static boolean isChain(byte[] bytes, int from, int to) {
        Cursor in = new Cursor(bytes, from, to);
        while (in.left() >= 4) {
            in.skip(2);
            int length = in.u16();
            in.skip(length + 3 & ~3);
        }
        return in.left() == 0 && !in.isCut();
    }

    /// @return the message; empty if this is none
    public static Optional<StunMessage> read(byte[] bytes, int from, int to) {
        if (!isPossible(bytes, from, to)) {
            return Optional.empty();
        }
        Cursor in = new Cursor(bytes, from, to);
        int type = in.u16();
        int length = in.u16();
        boolean classic = in.i32() != MAGIC;
        byte[] transaction = java.util.Arrays.copyOfRange(bytes, from + (classic ? 4 : 8), from + HEADER);
        in.skip(12);
        Cursor list = in.part(length);
        List<Attribute> attributes = new ArrayList<>();
        while (list.left() >= 4 && attributes.size() < MOST) {
            int name = list.u16();
            int size = list.u16();
            if (size > list.left()) {
                break;
            }
            attributes.add(new Attribute(name, list.at(), size));
            list.skip(Math.min(list.left(), size + 3 & ~3));
        }
        // RFC 8489 §5: the two bits of the class lie among those of the method.
        int method = type & 0x000F | (type & 0x00E0) >> 1 | (type & 0x3E00) >> 2;
        Kind kind = Kind.values()[(type & 0x0100) >> 7 | (type & 0x0010) >> 4];
        return Optional.of(new StunMessage(type, kind, method, classic, attributes, transaction));
    }

    public boolean has(int type) {
        return first(type).isPresent();
    }

    public Optional<Attribute> first(int type) {
        for (Attribute attribute : attributes) {
            if (attribute.type() == type) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }

    public Set<Integer> types() {
        Set<Integer> types = new HashSet<>();
        attributes.forEach(attribute -> types.add(attribute.type()));
        return types;
    }

    /// @param bytes the array that the message was read from
    public Optional<String> text(int type, byte[] bytes) {
        Optional<Attribute> found = first(type);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        int at = found.get().at();
        int length = found.get().length();
        return Optional.of(new Cursor(bytes, at, at + length).text(Math.min(length, 256)));
    }
}
