// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.name.Naming;
import im.wardroom.watch.protocol.CertificateNames;
import im.wardroom.watch.protocol.TlsFlight;
import java.util.Locale;
import java.util.Optional;

/// Whose a DTLS connection is, by the name that its client asks for or that is in its server's certificate. Most calls
/// have neither.
final class DtlsMarks {

    private final Naming naming;

    DtlsMarks(Naming naming) {
        this.naming = naming;
    }

    Optional<Detection> of(TlsFlight flight) {
        Optional<Detection> named = named(flight);
        if (named.isEmpty()) {
            return named;
        }
        Detection found = named.get();
        return Optional.of(new Detection(
                found.service(), Via.DTLS, Activity.CALL, found.confidence(), found.evidence(), found.rule()));
    }

    private Optional<Detection> named(TlsFlight flight) {
        Optional<String> name =
                flight.client().isPresent() ? flight.client().get().name() : Optional.empty();
        Optional<Detection> asked =
                name.isPresent() ? naming.host(name.get(), Via.DTLS, "DTLS name") : Optional.empty();
        return asked.isEmpty() && flight.certificate().isPresent()
                ? certificate(flight.certificate().get())
                : asked;
    }

    private Optional<Detection> certificate(CertificateNames names) {
        Optional<Detection> found =
                names.subject().isPresent() ? host(names.subject().get().toLowerCase(Locale.ROOT)) : Optional.empty();
        for (int i = 0; found.isEmpty() && i < names.hosts().size(); i++) {
            found = host(names.hosts().get(i));
        }
        return found;
    }

    private Optional<Detection> host(String name) {
        return naming.host(name, Via.DTLS, "certificate for");
    }
}
