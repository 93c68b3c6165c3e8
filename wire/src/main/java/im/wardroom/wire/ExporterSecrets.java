// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import io.netty.internal.tcnative.KeyLogCallback;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Hears from the native library the secret that each TLS 1.3 handshake exports keying material from: the library has
/// no call for exporting, but writes a log of keys for debugging, with this secret in it. The other secrets of the
/// log, those that encrypt, are not looked at, and nothing is written anywhere. Thread-safe.
final class ExporterSecrets implements KeyLogCallback {

    private static final byte[] LABEL = "EXPORTER_SECRET ".getBytes(StandardCharsets.US_ASCII);

    /// By the address of the native connection, while its handshake is under way.
    private final Map<Long, Expected> handshakes = new ConcurrentHashMap<>();

    /// What one handshake will come to. Belongs to the connection's loop.
    final class Expected {

        private final long connection;
        private @Nullable ExporterSecret secret;

        private Expected(long connection) {
            this.connection = connection;
        }

        /// Once; empty before that.
        Optional<ExporterSecret> take() {
            ExporterSecret taken = secret;
            forget();
            return Optional.ofNullable(taken);
        }

        /// The address may be that of another connection by now.
        void forget() {
            handshakes.remove(connection, this);
            secret = null;
        }
    }

    Expected expect(long connection) {
        Expected expected = new Expected(connection);
        handshakes.put(connection, expected);
        return expected;
    }

    /// On the loop of the connection, from within its handshake.
    @Override
    public void handle(long connection, byte[] line) {
        if (Arrays.mismatch(line, LABEL) == LABEL.length) {
            Expected expected = handshakes.get(connection);
            if (expected != null) {
                expected.secret = new ExporterSecret(secret(line));
            }
        }
        Arrays.fill(line, (byte) 0);
    }

    /// The line is the label, the client's random and the secret, in hexadecimal.
    private static byte[] secret(byte[] line) {
        String text = new String(line, StandardCharsets.US_ASCII).strip();
        return HexFormat.of().parseHex(text.substring(text.lastIndexOf(' ') + 1));
    }
}
