// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import im.wardroom.app.certificate.CertificateProblem;
import im.wardroom.app.certificate.Certificates;
import im.wardroom.app.config.Configuration;
import im.wardroom.xmpp.address.Domain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// One certificate with an elliptic key (P-256) for all servers, made as Wardroom makes its own.
public record Identity(Path chain, Path key) {

    private static final int P256_BITS = 256;

    public static Identity create(Path folder, String domain) throws IOException {
        Configuration configuration =
                Configuration.defaults().withData(folder).withDomains(List.of(new Domain(domain)));
        try {
            Certificates.of(configuration, Instant.now(), new SecureRandom());
        } catch (CertificateProblem e) {
            throw new IOException("no certificate for the servers", e);
        }
        Path tls = folder.resolve("tls");
        Path chain = tls.resolve(domain + ".pem");
        Path key = folder.resolve("complete.key");
        Files.writeString(key, complete(chain, tls.resolve(domain + ".key")));
        return new Identity(chain, key);
    }

    /// The key with its public half (RFC 5915 §3), by which ejabberd finds the certificate that belongs to it; Java
    /// leaves it out.
    private static String complete(Path chain, Path key) throws IOException {
        byte[] der = Base64.getMimeDecoder().decode(Files.readString(key).replaceAll("-----[^-]+-----", ""));
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(der);
        ECPrivateKey bare = ECPrivateKey.getInstance(info.parsePrivateKey());
        ECPrivateKey complete = new ECPrivateKey(
                P256_BITS, bare.getKey(), new DERBitString(publicKey(chain)), bare.getParametersObject());
        byte[] encoded = new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), complete).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static byte[] publicKey(Path chain) throws IOException {
        try (InputStream in = Files.newInputStream(chain)) {
            byte[] encoded = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey()
                    .getEncoded();
            return SubjectPublicKeyInfo.getInstance(encoded).getPublicKeyData().getOctets();
        } catch (CertificateException e) {
            throw new IOException("no certificate in " + chain, e);
        }
    }
}
