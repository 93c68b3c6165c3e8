// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and writes PEM (RFC 7468) with the classes of the platform alone: a start that makes nothing new needs no
/// more.
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);
    private static final int LINE = 64;

    private record Block(String label, byte[] der) {}

    private Pem() {}

    static String encode(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    /// The certificates of a file, in its order.
    static List<X509Certificate> certificates(Path file) throws CertificateProblem {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks(file)) {
                if (block.label().equals("CERTIFICATE")) {
                    chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new CertificateProblem(file + " has a certificate that cannot be read: " + e.getMessage(), e);
        }
        if (chain.isEmpty()) {
            throw new CertificateProblem(
                    file + " has no certificate; a block that begins with -----BEGIN CERTIFICATE----- is expected");
        }
        return chain;
    }

    /// @param certified the public key that belongs to it
    static PrivateKey key(Path file, PublicKey certified) throws CertificateProblem {
        for (Block block : blocks(file)) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return decode(file, block.der(), certified);
                }
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> {
                    return decode(file, Der.privateKeyInfo(certified, block.der()), certified);
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new CertificateProblem(
                            file + " is encrypted; store the key without a password, readable by the server alone");
                default -> {}
            }
        }
        throw new CertificateProblem(
                file + " has no private key; a block that begins with -----BEGIN PRIVATE KEY----- is expected");
    }

    private static PrivateKey decode(Path file, byte[] pkcs8, PublicKey certified) throws CertificateProblem {
        try {
            return KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new CertificateProblem(
                    file + " has no " + certified.getAlgorithm() + " key, which its certificate asks for", e);
        }
    }

    private static List<Block> blocks(Path file) throws CertificateProblem {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new CertificateProblem(
                    file + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            try {
                blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
            } catch (IllegalArgumentException e) {
                throw new CertificateProblem(file + " is damaged: a block is not valid base64", e);
            }
        }
        return blocks;
    }
}
