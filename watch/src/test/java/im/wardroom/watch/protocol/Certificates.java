// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

/// Certificates that name somebody and prove nothing: in place of key and signature they have zeros.
public final class Certificates {

    private Certificates() {}

    public static byte[] of(String subject, String... hosts) {
        Wire names = new Wire();
        for (String host : hosts) {
            names.bytes(value(0x82, new Wire().text(host)).bytes());
        }
        Wire alternatives = value(
                0x30,
                value(0x06, new Wire().hex("551D11"))
                        .bytes(value(0x04, value(0x30, names)).bytes()));
        Wire algorithm = value(0x30, value(0x06, new Wire().hex("2A8648CE3D040302")));
        Wire content = value(0xA0, value(0x02, new Wire().u8(2)))
                .bytes(value(0x02, new Wire().u8(1)).bytes())
                .bytes(algorithm.bytes())
                .bytes(name("Some Authority").bytes())
                .bytes(value(0x30, new Wire()).bytes())
                .bytes(name(subject).bytes())
                .bytes(value(0x30, new Wire().zeros(64)).bytes())
                .bytes(value(0xA3, value(0x30, alternatives)).bytes());
        return value(
                        0x30,
                        value(0x30, content)
                                .bytes(algorithm.bytes())
                                .bytes(value(0x03, new Wire().zeros(70)).bytes()))
                .bytes();
    }

    private static Wire name(String common) {
        Wire pair = value(0x06, new Wire().hex("550403"))
                .bytes(value(0x0C, new Wire().text(common)).bytes());
        return value(0x30, value(0x31, value(0x30, pair)));
    }

    private static Wire value(int tag, Wire content) {
        Wire value = new Wire().u8(tag);
        if (content.size() < 0x80) {
            value.u8(content.size());
        } else {
            value.u8(0x82).u16(content.size());
        }
        return value.bytes(content.bytes());
    }
}
