// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals the first packets of a QUIC client, by the JDK's own HKDF instead of the one that is tested.
public final class QuicClient {

    private final int version;
    private final byte[] connection;
    private final byte[] key;
    private final byte[] iv;
    private final byte[] mask;

    public QuicClient(int version, String salt, String label, String connection) throws GeneralSecurityException {
        this.version = version;
        this.connection = HexFormat.of().parseHex(connection);
        KDF kdf = KDF.getInstance("HKDF-SHA256");
        SecretKey initial = kdf.deriveKey(
                "Generic",
                HKDFParameterSpec.ofExtract()
                        .addIKM(this.connection)
                        .addSalt(HexFormat.of().parseHex(salt))
                        .extractOnly());
        SecretKey client = new SecretKeySpec(expand(kdf, initial, "client in", 32), "Generic");
        this.key = expand(kdf, client, label + "key", 16);
        this.iv = expand(kdf, client, label + "iv", 12);
        this.mask = expand(kdf, client, label + "hp", 16);
    }

    public static QuicClient first(String connection) throws GeneralSecurityException {
        return new QuicClient(1, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic ", connection);
    }

    private static byte[] expand(KDF kdf, SecretKey secret, String label, int length) throws GeneralSecurityException {
        byte[] text = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = new Wire().u16(length).u8(text.length).bytes(text).u8(0).bytes();
        return kdf.deriveData(HKDFParameterSpec.expandOnly(secret, info, length));
    }

    /// @param first the first byte before protection
    public byte[] packet(int first, int number, Wire frames) throws GeneralSecurityException {
        byte[] header = new Wire()
                .u8(first)
                .u32(version)
                .short8(new Wire().bytes(connection))
                .u8(0, 0)
                .u16(0x4000 | frames.size() + 4 + 16)
                .u32(number)
                .bytes();
        byte[] nonce = iv.clone();
        nonce[11] ^= (byte) number;
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        gcm.updateAAD(header);
        byte[] packet =
                new Wire().bytes(header).bytes(gcm.doFinal(frames.bytes())).bytes();
        Cipher ecb = Cipher.getInstance("AES/ECB/NoPadding");
        ecb.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(mask, "AES"));
        byte[] pad = ecb.doFinal(Arrays.copyOfRange(packet, header.length, header.length + 16));
        packet[0] ^= (byte) (pad[0] & 0x0F);
        for (int i = 0; i < 4; i++) {
            packet[header.length - 4 + i] ^= pad[i + 1];
        }
        return packet;
    }

    /// A CRYPTO frame.
    public static Wire crypto(int offset, byte[] part) {
        return new Wire().u8(6).u16(0x4000 | offset).u16(0x4000 | part.length).bytes(part);
    }
}
