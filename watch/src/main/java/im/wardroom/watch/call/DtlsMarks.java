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
        return flight.client()
                .flatMap(hello -> hello.name())
                .flatMap(name -> naming.host(name, Via.DTLS, "DTLS name"))
                .or(() -> flight.certificate().flatMap(this::certificate))
                .map(found -> new Detection(
                        found.service(), Via.DTLS, Activity.CALL, found.confidence(), found.evidence(), found.rule()));
    }

    private Optional<Detection> certificate(CertificateNames names) {
        Optional<Detection> subject = names.subject()
                .flatMap(name -> naming.host(name.toLowerCase(Locale.ROOT), Via.DTLS, "certificate for"));
        return subject.or(() -> names.hosts().stream()
                .map(host -> naming.host(host, Via.DTLS, "certificate for"))
                .flatMap(Optional::stream)
                .findFirst());
    }
}
