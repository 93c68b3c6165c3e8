// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import im.wardroom.server.stream.TlsSession;
import im.wardroom.xmpp.sasl.ChannelBinding;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A program that shakes hands where the native library is not there, as on a system that it was not built for.
public final class WithoutNativeLibrary {

    private WithoutNativeLibrary() {}

    static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Pattern.compile(File.pathSeparator)
                                .splitAsStream(System.getProperty("java.class.path"))
                                .filter(entry -> !entry.contains("netty-tcnative-boringssl"))
                                .collect(Collectors.joining(File.pathSeparator)),
                        WithoutNativeLibrary.class.getName())
                .start();
    }

    /// Prints whether the library is there, the protocol, and the channel binding of the server and of the client.
    public static void main(String[] arguments) throws Exception {
        try (Handshakes handshakes = new Handshakes("TLSv1.3")) {
            Handshakes.Handshake handshake = handshakes.next();
            TlsSession told = handshake.told();
            HexFormat hex = HexFormat.of();
            System.out.println(NativeTls.isAvailable());
            System.out.println(told.protocol());
            System.out.println(hex.formatHex(told.binding(ChannelBinding.TLS_EXPORTER)));
            System.out.println(hex.formatHex(handshake.exported()));
        }
    }
}
