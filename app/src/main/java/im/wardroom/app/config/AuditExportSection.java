// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.nio.file.Path;
import java.util.Optional;

/// A collector of audit records, such as a SIEM.
public record AuditExportSection(
        @Doc("What it is called here; how far it is, is kept under this name.") @Example("siem")
        Optional<String> name,

        @Doc("Its name or address; this key must be there.") @Example("siem.example.org")
        Optional<String> host,

        @Doc("Its port; usually 6514 with TLS, and 514 otherwise.") @Default("6514") @Between(min = "1", max = "65535")
        int port,

        @Doc("How it is spoken to. Only with \"tls\" nobody on the way can read or change records; over \"udp\" nobody"
                + " knows whether they arrive.")
        @Default("tls")
        Transport transport,

        @Doc("What records look like: \"syslog\" has structured data (RFC 5424); \"cef\" and \"ocsf\" are messages of"
                + " syslog.")
        @Default("syslog")
        Format format,

        @Doc("With TLS: the certificates of the authorities that may vouch for it, in PEM; those of the system by"
                + " default.")
        @Example("siem-ca.pem")
        Optional<Path> authority,

        @Doc("The facility of syslog; 13 is for audit logs.") @Default("13") @Between(min = "0", max = "23")
        int facility,

        @Doc("How large a message may be; what is longer is shortened.")
        @Default("8KiB")
        @Between(min = "1KiB", max = "64KiB")
        ByteSize messageSize)
        implements Checked {

    private static final int MAX_NAME = 40;

    /// How a collector is spoken to.
    public enum Transport {
        UDP,
        TCP,
        TLS
    }

    /// What records look like.
    public enum Format {
        SYSLOG,
        CEF,
        OCSF
    }

    AuditExportSection relativeTo(Path folder) {
        return new AuditExportSection(
                name, host, port, transport, format, authority.map(folder::resolve), facility, messageSize);
    }

    @Override
    public void check(Findings findings) {
        if (name.filter(text -> text.matches("[a-z0-9-]{1," + MAX_NAME + "}")).isEmpty()) {
            findings.add(
                    "name", name.orElse("no name"), "a name of small letters, digits and hyphens, such as \"siem\"");
        }
        if (host.filter(text -> !text.isBlank()).isEmpty()) {
            findings.add("host", "no host", "the name or address of the collector");
        }
        if (authority.isPresent() && transport != Transport.TLS) {
            findings.add("authority", "an authority without TLS", "transport = \"tls\", or no authority");
        }
    }
}
