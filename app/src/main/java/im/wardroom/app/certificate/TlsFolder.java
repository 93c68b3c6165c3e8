// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.certificate;

import im.wardroom.app.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/// The folder with the authority's and the domains' keys and certificates. A key is written before its certificate: one
/// without the other is made again.
record TlsFolder(Path path) {

    /// No domain has an underscore.
    static final String AUTHORITY = "wardroom_ca";

    Path chain(String name) {
        return path.resolve(name + ".pem");
    }

    Path key(String name) {
        return path.resolve(name + ".key");
    }

    boolean has(String name) {
        return Files.exists(chain(name)) && Files.exists(key(name));
    }

    void write(String name, PrivateKey key, List<X509Certificate> chain) throws IOException, CertificateProblem {
        PrivateFiles.folder(path);
        Files.deleteIfExists(chain(name));
        PrivateFiles.write(key(name), Pem.encode("PRIVATE KEY", key.getEncoded()));
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : chain) {
            try {
                text.append(Pem.encode("CERTIFICATE", certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new CertificateProblem("a certificate for " + name + " cannot be written", e);
            }
        }
        PrivateFiles.write(chain(name), text.toString());
    }
}
