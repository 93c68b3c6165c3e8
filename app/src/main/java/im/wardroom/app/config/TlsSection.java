// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.nio.file.Path;
import java.util.List;

/// Certificates that the administrator provides.
public record TlsSection(
        @Doc("A certificate from files in PEM; the domains without one get theirs from the server's own authority.")
        List<CertificateSection> certificate) {

    TlsSection relativeTo(Path folder) {
        return new TlsSection(
                certificate.stream().map(c -> c.relativeTo(folder)).toList());
    }
}
