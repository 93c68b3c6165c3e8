// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whom a certificate names (RFC 5280). It is read as it was seen, not verified: anybody can write any name into one.
///
/// @param subject the common name
/// @param organisation of the subject
/// @param issuer the common name of who signed it
/// @param hosts the DNS names for which it is valid
public record CertificateNames(
        Optional<String> subject, Optional<String> organisation, Optional<String> issuer, List<String> hosts) {

    private static final int MOST_HOSTS = 256;
    private static final String COMMON_NAME = "550403";
    private static final String ORGANISATION = "55040A";
    private static final String ALTERNATIVE_NAMES = "551D11";
    private static final int SEQUENCE = 0x30;
    private static final int EXTENSIONS = 0xA3;
    private static final int OCTETS = 0x04;
    private static final int DNS_NAME = 0x82;

    public CertificateNames {
        hosts = List.copyOf(hosts);
    }

    /// @return the names of a certificate in DER; empty if that is none
    public static Optional<CertificateNames> read(byte[] bytes, int from, int to) {
        Der certificate = new Der(bytes, from, to).enter(SEQUENCE).enter(SEQUENCE);
        if (certificate.isOver()) {
            return Optional.empty();
        }
        if (certificate.tag() == 0xA0) {
            certificate.next();
        }
        certificate.next(); // serial number
        certificate.next(); // algorithm
        Der issuer = certificate.inside();
        certificate.next();
        certificate.next(); // validity
        Der subject = certificate.inside();
        certificate.next();
        certificate.next(); // public key
        Optional<String> issuerName = attribute(issuer, COMMON_NAME);
        Optional<String> name = attribute(subject.again(), COMMON_NAME);
        Optional<String> organisation = attribute(subject.again(), ORGANISATION);
        List<String> hosts = hosts(certificate);
        return name.isEmpty() && organisation.isEmpty() && hosts.isEmpty()
                ? Optional.empty()
                : Optional.of(new CertificateNames(name, organisation, issuerName, hosts));
    }

    private static Optional<String> attribute(Der name, String object) {
        for (; !name.isOver(); name.next()) {
            Der pair = name.inside().inside();
            String type = pair.hex();
            pair.next();
            if (type.equals(object) && !pair.isOver()) {
                return Optional.of(pair.text());
            }
        }
        return Optional.empty();
    }

    private static List<String> hosts(Der certificate) {
        while (!certificate.isOver() && certificate.tag() != EXTENSIONS) {
            certificate.next();
        }
        List<String> hosts = new ArrayList<>();
        for (Der extension = certificate.inside().inside(); !extension.isOver(); extension.next()) {
            Der field = extension.inside();
            if (field.hex().equals(ALTERNATIVE_NAMES)) {
                addHosts(field, hosts);
            }
        }
        return hosts;
    }

    private static void addHosts(Der field, List<String> hosts) {
        while (!field.isOver() && field.tag() != OCTETS) {
            field.next();
        }
        for (Der name = field.inside().inside(); !name.isOver() && hosts.size() < MOST_HOSTS; name.next()) {
            if (name.tag() == DNS_NAME && HostName.isPlausible(name.text())) {
                hosts.add(HostName.canonical(name.text()));
            }
        }
    }
}
