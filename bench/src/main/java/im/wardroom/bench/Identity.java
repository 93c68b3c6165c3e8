// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.app.certificate.CertificateProblem;
import im.wardroom.app.certificate.Certificates;
import im.wardroom.app.config.Configuration;
import im.wardroom.xmpp.address.Domain;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/// One certificate with an elliptic key (P-256) for all servers, made as Wardroom makes its own.
record Identity(Path chain, Path key) {

    static Identity create(Path folder, String domain) throws IOException {
        Configuration configuration =
                Configuration.defaults().withData(folder).withDomains(List.of(new Domain(domain)));
        try {
            Certificates.of(configuration, Instant.now(), new SecureRandom());
        } catch (CertificateProblem e) {
            throw new IOException("no certificate for the servers", e);
        }
        Path tls = folder.resolve("tls");
        return new Identity(tls.resolve(domain + ".pem"), tls.resolve(domain + ".key"));
    }
}
