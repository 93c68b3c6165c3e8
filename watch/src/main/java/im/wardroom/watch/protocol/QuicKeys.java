// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The keys of a client's first packets (RFC 9001 §5.2). They are made from what everybody on the path sees, and keep
/// out only those who do not know QUIC.
final class QuicKeys {

    private static final int TAG = 16;
    private static final int SAMPLE = 16;

    private final SecretKeySpec key;
    private final byte[] iv;
    private final SecretKeySpec mask;

    private QuicKeys(byte[] key, byte[] iv, byte[] mask) {
        this.key = new SecretKeySpec(key, "AES");
        this.iv = iv;
        this.mask = new SecretKeySpec(mask, "AES");
    }

    static QuicKeys of(QuicVersion version, byte[] connection) {
        try {
            byte[] initial = hmac(version.salt(), connection);
            byte[] client = expand(initial, "client in", 32);
            return new QuicKeys(
                    expand(client, version.label() + "key", 16),
                    expand(client, version.label() + "iv", 12),
                    expand(client, version.label() + "hp", 16));
        } catch (GeneralSecurityException missing) {
            // Every Java has HMAC with SHA-256.
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /// RFC 8446 §7.1, for no more than one round.
    private static byte[] expand(byte[] secret, String label, int length) throws GeneralSecurityException {
        byte[] text = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer info = ByteBuffer.allocate(text.length + 5)
                .putShort((short) length)
                .put((byte) text.length)
                .put(text)
                .put((byte) 0)
                .put((byte) 1);
        return Arrays.copyOf(hmac(secret, info.array()), length);
    }

    /// Takes header protection off (RFC 9001 §5.4) and opens the packet (§5.3).
    ///
    /// @param from where the packet begins
    /// @param number where its packet number begins
    /// @param end where it ends
    /// @return the frames; empty if these are not the keys
    Optional<byte[]> open(byte[] bytes, int from, int number, int end) {
        if (number + 4 + SAMPLE > end || end - number < 4 + TAG) {
            return Optional.empty();
        }
        try {
            Cipher ecb = Cipher.getInstance("AES/ECB/NoPadding");
            ecb.init(Cipher.ENCRYPT_MODE, mask);
            byte[] pad = ecb.doFinal(bytes, number + 4, SAMPLE);
            byte first = (byte) (bytes[from] ^ pad[0] & 0x0F);
            int length = (first & 3) + 1;
            byte[] header = Arrays.copyOfRange(bytes, from, number + length);
            header[0] = first;
            byte[] nonce = iv.clone();
            for (int i = 0; i < length; i++) {
                header[number - from + i] ^= pad[i + 1];
                nonce[nonce.length - length + i] ^= header[number - from + i];
            }
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            gcm.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
            gcm.updateAAD(header);
            return Optional.of(gcm.doFinal(bytes, number + length, end - number - length));
        } catch (GeneralSecurityException notTheseKeys) {
            return Optional.empty();
        }
    }
}
