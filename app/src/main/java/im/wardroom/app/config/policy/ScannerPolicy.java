// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Between;
import im.wardroom.app.config.Checked;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.app.config.Example;
import im.wardroom.guard.scanner.Endpoint;
import im.wardroom.guard.scanner.Icap.Method;
import im.wardroom.guard.scanner.ScannerSpec;
import java.nio.file.Path;
import java.util.Optional;

/// One scanner.
public record ScannerPolicy(
        @Doc("What it is called in findings, alarms and the log.") @Default("clamd")
        String name,

        @Doc("What it speaks: clamd, or ICAP (RFC 3507).") @Default("clamd")
        Kind kind,

        @Doc("The socket at which clamd listens on this machine; this or a host.") @Example("/run/clamav/clamd.ctl")
        Optional<Path> socket,

        @Doc("The name or address of its machine.") @Example("127.0.0.1")
        Optional<String> host,

        @Doc("Its port; 0 is the usual one, 3310 for clamd and 1344 for ICAP.")
        @Default("0")
        @Between(min = "0", max = "65535")
        int port,

        @Doc("The service of an ICAP server that scans.") @Default("avscan")
        String service,

        @Doc("How files are shown to an ICAP server.") @Default("respmod")
        Method method)
        implements Checked {

    /// What a scanner speaks.
    public enum Kind {
        CLAMD(3310),
        ICAP(1344);

        private final int port;

        Kind(int port) {
            this.port = port;
        }
    }

    ScannerSpec spec() {
        Endpoint endpoint = socket.<Endpoint>map(Endpoint.Unix::new)
                .orElseGet(() -> new Endpoint.Tcp(host.orElse("localhost"), port == 0 ? kind.port : port));
        return switch (kind) {
            case CLAMD -> new ScannerSpec.ClamdSpec(name, endpoint);
            case ICAP -> new ScannerSpec.IcapSpec(name, endpoint, service, method);
        };
    }

    @Override
    public void check(Findings findings) {
        if (socket.isPresent() == host.isPresent()) {
            findings.add("host", socket.isPresent() ? "a host and a socket" : "no host and no socket", "one of them");
        }
        if (name.isBlank()) {
            findings.add("name", "an empty text", "what it shall be called");
        }
        if (!service.matches("[A-Za-z0-9._~/?=&%-]{1,200}")) {
            findings.add("service", '"' + service + '"', "a path without a slash in front, such as \"avscan\"");
        }
        if (host.filter(one -> one.isBlank() || one.contains("/") || one.contains(" "))
                .isPresent()) {
            findings.add("host", '"' + host.orElse("") + '"', "a name or an address");
        }
    }
}
