// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

/// Messages of TLS for tests.
public final class Hellos {

    private Hellos() {}

    /// The body of a client's hello, with one cipher.
    public static Wire client(int version, Wire extensions) {
        return client(version, new int[] {0x1301}, extensions);
    }

    public static Wire client(int version, int[] ciphers, Wire extensions) {
        Wire body = new Wire().u16(version).zeros(32).u8(0);
        if (version >> 8 == 0xFE) {
            body.u8(0); // no cookie
        }
        return body.long16(new Wire().u16(ciphers)).u8(1, 0).long16(extensions);
    }

    public static Wire extension(int type, Wire value) {
        return new Wire().u16(type).long16(value);
    }

    public static Wire serverName(String name) {
        return extension(0, new Wire().long16(new Wire().u8(0).long16(new Wire().text(name))));
    }

    public static Wire message(int type, Wire body) {
        return new Wire().u8(type).long24(body);
    }

    public static Wire record(int type, Wire fragment) {
        return new Wire().u8(type).u16(0x0301).long16(fragment);
    }

    /// What a client sends over TCP to ask for a name.
    public static byte[] asking(String name) {
        return record(22, message(1, client(0x0303, serverName(name)))).bytes();
    }
}
