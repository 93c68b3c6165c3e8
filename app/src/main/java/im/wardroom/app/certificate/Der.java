// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.certificate;

import java.io.ByteArrayOutputStream;
import java.security.PublicKey;
import java.util.Arrays;

/// The little DER (X.690) that is needed to wrap an old-style private key as PKCS#8.
final class Der {

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

    private Der() {}

    /// PKCS#8 around a PKCS#1 or SEC 1 key. Its algorithm is that of the public key.
    static byte[] privateKeyInfo(PublicKey certified, byte[] key) {
        byte[] algorithm = firstElement(content(certified.getEncoded()));
        return element(SEQUENCE, VERSION_0, algorithm, element(OCTET_STRING, key));
    }

    private static byte[] content(byte[] element) {
        int header = headerLength(element);
        return Arrays.copyOfRange(element, header, header + contentLength(element));
    }

    private static byte[] firstElement(byte[] elements) {
        return Arrays.copyOf(elements, headerLength(elements) + contentLength(elements));
    }

    private static int headerLength(byte[] element) {
        int first = element[1] & 0xFF;
        return first < 0x80 ? 2 : 2 + (first & 0x7F);
    }

    private static int contentLength(byte[] element) {
        int first = element[1] & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7F); i++) {
            length = length << 8 | element[2 + i] & 0xFF;
        }
        return length;
    }

    private static byte[] element(int tag, byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        if (length >= 0x80) {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(length >> 8 * i);
            }
        } else {
            out.write(length);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
