// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.certificate;

import im.wardroom.xmpp.address.Domain;
import java.net.IDN;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// Whether a certificate can be shown to clients (RFC 6125 §6.4, without the common name).
final class CertificateCheck {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private CertificateCheck() {}

    static void valid(Path file, X509Certificate certificate, Instant now) throws CertificateProblem {
        Instant end = certificate.getNotAfter().toInstant();
        if (end.isBefore(now)) {
            throw new CertificateProblem(file + " expired at " + end + "; renew it, or leave it out of wardroom.toml");
        }
        Instant begin = certificate.getNotBefore().toInstant();
        if (begin.isAfter(now)) {
            throw new CertificateProblem(file + " is not valid before " + begin + "; is the clock right?");
        }
    }

    static void matching(Path file, PrivateKey key, X509Certificate certificate) throws CertificateProblem {
        try {
            String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            byte[] proof = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            if (signature.verify(proof)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new CertificateProblem(file + " does not belong to its certificate: " + e.getMessage(), e);
        }
        throw new CertificateProblem(file + " is not the key of its certificate; give the key that it was made with");
    }

    static boolean covers(X509Certificate certificate, Domain domain) throws CertificateProblem {
        String name = ascii(domain.value());
        return names(certificate).stream().anyMatch(pattern -> matches(pattern, name));
    }

    static String ascii(String domain) {
        return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
    }

    private static boolean matches(String pattern, String name) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && name.substring(dot).equals(pattern.substring(1));
    }

    private static List<String> names(X509Certificate certificate) throws CertificateProblem {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name ->
                                    name.get(0) instanceof Integer type && (type == DNS_NAME || type == IP_ADDRESS))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException e) {
            throw new CertificateProblem("a certificate has names that cannot be read: " + e.getMessage(), e);
        }
    }
}
