// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;

/// The data of the channel binding `tls-server-end-point` (RFC 5929 §4.1).
public final class ServerEndPoint {

    private ServerEndPoint() {}

    /// The hash of the certificate. Empty where RFC 5929 defines none, as for Ed25519: then this type
    /// cannot be offered.
    public static Optional<byte[]> hash(X509Certificate certificate) {
        return signatureHash(certificate).map(name -> {
            try {
                return new Digest(name).hash(certificate.getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("a certificate without encoding", e);
            }
        });
    }

    private static Optional<String> signatureHash(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.equals("RSASSA-PSS")) {
            return pssHash(certificate).flatMap(ServerEndPoint::atLeastSha256);
        }
        int with = algorithm.indexOf("WITH");
        return with < 0 ? Optional.empty() : atLeastSha256(algorithm.substring(0, with));
    }

    private static Optional<String> pssHash(X509Certificate certificate) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            PSSParameterSpec spec = parameters.getParameterSpec(PSSParameterSpec.class);
            boolean single = spec.getMGFParameters() instanceof MGF1ParameterSpec mask
                    && mask.getDigestAlgorithm().equals(spec.getDigestAlgorithm());
            return single ? Optional.of(spec.getDigestAlgorithm()) : Optional.empty();
        } catch (GeneralSecurityException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> atLeastSha256(String name) {
        return switch (name.replace("-", "").toUpperCase(Locale.ROOT)) {
            case "MD5", "SHA1", "SHA256" -> Optional.of("SHA-256");
            case "SHA224" -> Optional.of("SHA-224");
            case "SHA384" -> Optional.of("SHA-384");
            case "SHA512" -> Optional.of("SHA-512");
            default -> Optional.empty();
        };
    }
}
