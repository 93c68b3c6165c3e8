// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.xmpp.address.Domain;
import java.nio.file.Path;
import java.util.Optional;

/// A certificate from files.
public record CertificateSection(
        @Doc("The domain it is for; without this key, every domain that it covers.") @Example("example.org")
        Optional<Domain> domain,

        @Doc("The certificate, followed by those of the authorities between it and the root.") @Default("fullchain.pem")
        Path chain,

        @Doc("Its private key, unencrypted: EC or RSA, PKCS#8, PKCS#1 or SEC 1.") @Default("privkey.pem")
        Path key) {

    CertificateSection relativeTo(Path folder) {
        return new CertificateSection(domain, folder.resolve(chain), folder.resolve(key));
    }
}
