// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemTest {

    @TempDir
    Path folder;

    private Path file(String label, byte[] der) throws Exception {
        return Files.writeString(folder.resolve("key.pem"), Pem.encode(label, der));
    }

    /// The key inside of PKCS#8, which is its last element.
    private static byte[] inner(byte[] pkcs8, int header) {
        return Arrays.copyOfRange(pkcs8, header, pkcs8.length);
    }

    @Test
    void rsaKeyIsReadFromPkcs8AndPkcs1() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        assertThat(Pem.key(file("PRIVATE KEY", pkcs8), pair.getPublic())).isEqualTo(pair.getPrivate());
        assertThat(Pem.key(file("RSA PRIVATE KEY", inner(pkcs8, 26)), pair.getPublic()))
                .isEqualTo(pair.getPrivate());
    }

    @Test
    void ecKeyIsReadFromSec1() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        // Tag and length, version, algorithm of this curve, tag and length of the key: 28 bytes.
        byte[] key = inner(pair.getPrivate().getEncoded(), 28);
        assertThat(Pem.key(file("EC PRIVATE KEY", key), pair.getPublic())).isEqualTo(pair.getPrivate());
    }

    @Test
    void encryptedKeyIsRefusedInPlainWords() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        assertThatThrownBy(() -> Pem.key(file("ENCRYPTED PRIVATE KEY", new byte[3]), pair.getPublic()))
                .isInstanceOf(CertificateProblem.class)
                .hasMessageContaining("without a password");
    }
}
