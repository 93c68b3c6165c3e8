// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.Optional;

/// The hello of Google's own handshake, before QUIC took TLS: a tag `CHLO`, a number of tags, and for each tag its name
/// and where its value ends ("QUIC Crypto", Langley and Chang, 2016).
final class GoogleHello {

    private static final int HELLO = tag("CHLO");
    private static final int SERVER_NAME = tag("SNI\0");
    private static final int USER_AGENT = tag("UAID");

    /// Headers and frames before the hello are shorter than this.
    private static final int FAR = 128;

    private static final int MOST_TAGS = 64;

    private GoogleHello() {}

    static Optional<QuicHello> find(int version, byte[] bytes, int from, int to) {
        int last = Math.min(to - 8, from + FAR);
        for (int at = from; at <= last; at++) {
            if (bytes[at] == 'C' && new Cursor(bytes, at, to).i32() == HELLO) {
                return Optional.of(read(version, bytes, at + 4, to));
            }
        }
        return Optional.empty();
    }

    private static QuicHello read(int version, byte[] bytes, int from, int to) {
        Cursor in = new Cursor(bytes, from, to);
        int tags = in.u16little();
        in.skip(2);
        int values = in.at() + tags * 8;
        Optional<String> name = Optional.empty();
        Optional<String> agent = Optional.empty();
        long start = 0;
        for (int i = 0; i < Math.min(tags, MOST_TAGS) && in.left() >= 8; i++) {
            int tag = in.i32();
            long end = in.u32little();
            if (tag == SERVER_NAME || tag == USER_AGENT) {
                Optional<String> value = value(bytes, values + start, values + end, to);
                name = tag == SERVER_NAME ? value.filter(HostName::isPlausible).map(HostName::canonical) : name;
                agent = tag == USER_AGENT ? value : agent;
            }
            start = Math.max(start, end);
        }
        return new QuicHello(version, name, agent, Optional.empty(), values + start <= to);
    }

    private static Optional<String> value(byte[] bytes, long from, long to, int end) {
        if (from >= to || to > end || to - from > 512) {
            return Optional.empty();
        }
        return Optional.of(new Cursor(bytes, (int) from, (int) to).text((int) (to - from)));
    }

    private static int tag(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }
}
