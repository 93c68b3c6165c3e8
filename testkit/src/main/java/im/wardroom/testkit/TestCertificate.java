// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit;

import im.wardroom.wire.DomainCertificate;
import im.wardroom.xmpp.address.Domain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/// The certificate of servers that tests start. Not a secret.
public final class TestCertificate {

    private TestCertificate() {}

    public static List<DomainCertificate> of(Iterable<Domain> domains) {
        String pem = read();
        try {
            int end = pem.indexOf("-----BEGIN CERTIFICATE-----");
            String key = pem.substring(0, end).replaceAll("-----[^-]+-----", "");
            PrivateKey privateKey = KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key)));
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(pem.substring(end).getBytes(StandardCharsets.US_ASCII)));
            List<DomainCertificate> all = new ArrayList<>();
            domains.forEach(domain -> all.add(new DomainCertificate(domain, privateKey, List.of(certificate))));
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read() {
        try (InputStream in =
                Objects.requireNonNull(TestCertificate.class.getResourceAsStream("certificate-for-tests.pem"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
