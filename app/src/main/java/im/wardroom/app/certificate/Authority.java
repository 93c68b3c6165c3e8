// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.certificate;

import im.wardroom.xmpp.address.Domain;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The server's own certificate authority: makes itself, and certificates for the server's domains. The only class that
/// loads Bouncy Castle, which takes long.
record Authority(X509Certificate certificate, PrivateKey key) {

    private static final Duration CA_LIFE = Duration.ofDays(3652);

    /// Below the 398 days that clients accept at most.
    private static final Duration SERVER_LIFE = Duration.ofDays(360);

    /// Clocks of clients may be behind.
    private static final Duration EARLIER = Duration.ofHours(1);

    private static final int SERIAL_BITS = 127;
    private static final List<String> SERVICES = List.of("conference", "upload", "pubsub", "proxy");

    /// A key with its certificate.
    record Issued(PrivateKey key, X509Certificate certificate) {}

    static Authority create(Domain main, Instant now, SecureRandom random) throws CertificateProblem {
        X500Name name = name("Wardroom authority of " + main);
        try {
            KeyPair pair = keys(random);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    serial(random),
                    Date.from(now.minus(EARLIER)),
                    Date.from(now.plus(CA_LIFE)),
                    name,
                    pair.getPublic());
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(pair.getPublic()));
            return new Authority(sign(builder, pair.getPrivate()), pair.getPrivate());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new CertificateProblem("the certificate authority could not be made: " + e.getMessage(), e);
        }
    }

    Issued issue(Domain domain, Instant now, SecureRandom random) throws CertificateProblem {
        try {
            KeyPair pair = keys(random);
            Instant end = now.plus(SERVER_LIFE);
            Instant last = certificate.getNotAfter().toInstant();
            X500Name issuer =
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    serial(random),
                    Date.from(now.minus(EARLIER)),
                    Date.from(end.isBefore(last) ? end : last),
                    name(domain.value()),
                    pair.getPublic());
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, names(domain));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(certificate));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(pair.getPublic()));
            return new Issued(pair.getPrivate(), sign(builder, key));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new CertificateProblem("a certificate for " + domain + " could not be made: " + e.getMessage(), e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private static GeneralNames names(Domain domain) {
        String name = CertificateCheck.ascii(domain.value());
        if (name.matches("[0-9.]+") || name.startsWith("[")) {
            String literal = name.replaceAll("[\\[\\]]", "");
            return new GeneralNames(new GeneralName(GeneralName.iPAddress, literal));
        }
        Stream<String> services = SERVICES.stream().map(service -> service + '.' + name);
        return new GeneralNames(Stream.concat(Stream.of(name), services)
                .map(n -> new GeneralName(GeneralName.dNSName, n))
                .toArray(GeneralName[]::new));
    }

    private static X500Name name(String text) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, text).build();
    }

    private static KeyPair keys(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static BigInteger serial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).setBit(0);
    }
}
