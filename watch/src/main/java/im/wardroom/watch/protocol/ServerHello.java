// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.Optional;

/// The answer of a TLS server (RFC 8446 §4.1.3).
///
/// @param version the version that was agreed on, the extension's if it is there
/// @param protocol the application protocol that was agreed on, where the server says so in the clear
public record ServerHello(int version, int cipher, Optional<String> protocol) {

    static Optional<ServerHello> read(byte[] bytes, int from, int to, int length) {
        Cursor in = new Cursor(bytes, from, Math.min(to, from + length));
        int version = in.u16();
        if (version >> 8 != 3 && version >> 8 != 0xFE && version != 0x0100) {
            return Optional.empty();
        }
        in.skip(32);
        in.skip(in.u8());
        int cipher = in.u16();
        in.skip(1);
        if (in.isCut()) {
            return Optional.empty();
        }
        Optional<String> protocol = Optional.empty();
        Cursor extensions = in.part(in.left() >= 2 ? in.u16() : 0);
        while (extensions.left() >= 4) {
            int type = extensions.u16();
            Cursor extension = extensions.part(extensions.u16());
            if (type == ClientHello.VERSIONS) {
                version = extension.u16();
            } else if (type == ClientHello.PROTOCOLS) {
                extension.skip(2);
                protocol = Optional.of(extension.text(extension.u8()));
            }
        }
        return Optional.of(new ServerHello(version, cipher, protocol));
    }
}
