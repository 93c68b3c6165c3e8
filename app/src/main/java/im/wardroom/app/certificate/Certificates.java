// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.certificate;

import im.wardroom.app.config.CertificateSection;
import im.wardroom.app.config.Configuration;
import im.wardroom.wire.DomainCertificate;
import im.wardroom.xmpp.address.Domain;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds a certificate for each domain: the administrator's, or one of the server's own authority, which is made and
/// renewed as needed. May block.
public final class Certificates {

    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private final TlsFolder folder;
    private final Instant now;
    private final SecureRandom random;

    private Certificates(TlsFolder folder, Instant now, SecureRandom random) {
        this.folder = folder;
        this.now = now;
        this.random = random;
    }

    /// One for each domain, in the order of the domains.
    public static List<DomainCertificate> of(Configuration configuration, Instant now, SecureRandom random)
            throws CertificateProblem, IOException {
        TlsFolder folder = new TlsFolder(configuration.data().resolve("tls"));
        Certificates certificates = new Certificates(folder, now, random);
        Map<Domain, DomainCertificate> given = certificates.given(configuration);
        List<DomainCertificate> all = new ArrayList<>();
        for (Domain domain : configuration.domains()) {
            DomainCertificate own = given.get(domain);
            all.add(own == null ? certificates.issued(domain, configuration.mainDomain()) : own);
        }
        return all;
    }

    private Map<Domain, DomainCertificate> given(Configuration configuration) throws CertificateProblem {
        Map<Domain, DomainCertificate> given = new TreeMap<>(Comparator.comparing(Domain::value));
        for (CertificateSection section : configuration.tls().certificate()) {
            List<X509Certificate> chain = Pem.certificates(section.chain());
            PrivateKey key = Pem.key(section.key(), chain.getFirst().getPublicKey());
            CertificateCheck.matching(section.key(), key, chain.getFirst());
            CertificateCheck.valid(section.chain(), chain.getFirst(), now);
            List<Domain> covered = covered(section, chain.getFirst(), configuration.domains());
            covered.forEach(domain -> given.put(domain, new DomainCertificate(domain, key, chain)));
        }
        return given;
    }

    private static List<Domain> covered(CertificateSection section, X509Certificate certificate, List<Domain> domains)
            throws CertificateProblem {
        List<Domain> wanted = section.domain().map(List::of).orElse(domains);
        List<Domain> covered = new ArrayList<>();
        for (Domain domain : wanted) {
            if (CertificateCheck.covers(certificate, domain)) {
                covered.add(domain);
            }
        }
        if (covered.isEmpty()) {
            throw new CertificateProblem(section.chain() + " is not for " + names(wanted)
                    + "; give one with that name among its subject alternative names");
        }
        return covered;
    }

    private static String names(List<Domain> domains) {
        return String.join(" or ", domains.stream().map(Domain::value).toList());
    }

    private DomainCertificate issued(Domain domain, Domain main) throws CertificateProblem, IOException {
        String name = CertificateCheck.ascii(domain.value());
        if (folder.has(name)) {
            DomainCertificate existing = load(domain, name);
            if (existing.certificate().getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE))) {
                return existing;
            }
        }
        Authority authority = authority(main);
        Authority.Issued issued = authority.issue(domain, now, random);
        List<X509Certificate> chain = List.of(issued.certificate(), authority.certificate());
        folder.write(name, issued.key(), chain);
        return new DomainCertificate(domain, issued.key(), chain);
    }

    private DomainCertificate load(Domain domain, String name) throws CertificateProblem {
        List<X509Certificate> chain = Pem.certificates(folder.chain(name));
        PrivateKey key = Pem.key(folder.key(name), chain.getFirst().getPublicKey());
        return new DomainCertificate(domain, key, chain);
    }

    private Authority authority(Domain main) throws CertificateProblem, IOException {
        if (folder.has(TlsFolder.AUTHORITY)) {
            X509Certificate certificate =
                    Pem.certificates(folder.chain(TlsFolder.AUTHORITY)).getFirst();
            if (certificate.getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE))) {
                return new Authority(certificate, Pem.key(folder.key(TlsFolder.AUTHORITY), certificate.getPublicKey()));
            }
        }
        Authority made = Authority.create(main, now, random);
        folder.write(TlsFolder.AUTHORITY, made.key(), List.of(made.certificate()));
        return made;
    }

    /// The authority's certificate, which clients must trust where the server made its own.
    public static Path authorityFile(Configuration configuration) {
        return new TlsFolder(configuration.data().resolve("tls")).chain(TlsFolder.AUTHORITY);
    }
}
