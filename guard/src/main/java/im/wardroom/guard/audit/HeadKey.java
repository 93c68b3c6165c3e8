// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// What signs heads (Ed25519, RFC 8032). Thread-safe.
public final class HeadKey {

    private static final String ALGORITHM = "Ed25519";

    private final KeyPair pair;

    private HeadKey(KeyPair pair) {
        this.pair = pair;
    }

    public static HeadKey make() {
        try {
            return new HeadKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws IllegalArgumentException if it is none
    public static HeadKey parse(String text) {
        String[] lines = text.strip().split("\\R", -1);
        if (lines.length != 2) {
            throw new IllegalArgumentException("a key has two lines: the private and the public part");
        }
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            PrivateKey secret = factory.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[0])));
            return new HeadKey(new KeyPair(publicKey(lines[1]), secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it is no Ed25519 key", e);
        }
    }

    private static PublicKey publicKey(String text) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    }

    /// Both parts; nobody else may see it.
    public String reveal() {
        return Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()) + '\n' + name() + '\n';
    }

    /// The public part, by which everybody knows it.
    public String name() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @param name of the key
    static boolean isSigned(String text, String name, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(publicKey(name));
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "HeadKey[" + name() + ", ***]";
    }
}
