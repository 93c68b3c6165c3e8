// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Concealment;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.protocol.CertificateNames;
import im.wardroom.watch.protocol.ClientHello;
import im.wardroom.watch.protocol.TlsFlight;
import im.wardroom.watch.service.Entry;
import im.wardroom.watch.service.Service;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// TLS on any port: the name that the client asks for, the protocol that it speaks, its fingerprint, and up to TLS 1.2
/// the names in the server's certificate.
public final class TlsNames implements Dissector {

    private static final int HANDSHAKE = 0x16;

    private final Naming naming;
    private final Dissector addresses;

    /// @param addresses who is told that a name was seen
    public TlsNames(Naming naming, Dissector addresses) {
        this.naming = naming;
        this.addresses = addresses;
    }

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet == HANDSHAKE;
    }

    @Override
    public Answer look(Look look) {
        Excerpt client = look.client();
        Excerpt server = look.server();
        boolean possible = isPossible(client) && isPossible(server);
        if (!possible) {
            return Answer.NO;
        }
        TlsFlight asked = TlsFlight.read(client.bytes(), client.from(), client.to());
        if (asked.client().isPresent()) {
            ClientHello hello = asked.client().get();
            Optional<Finding> found = ofClient(hello);
            if (found.isPresent()) {
                return Answer.found(found.get());
            }
            if (hello.name().isPresent()) {
                Named.mark(look, addresses);
                return Answer.NO;
            }
            if (!hello.isWhole() && !look.isLast() && !asked.isOver()) {
                return Answer.MORE;
            }
        }
        return ofServer(look, TlsFlight.read(server.bytes(), server.from(), server.to()), asked.isOver());
    }

    private static boolean isPossible(Excerpt side) {
        return side.isEmpty() || TlsFlight.isPossible(side.bytes(), side.from(), side.to());
    }

    private Optional<Finding> ofClient(ClientHello hello) {
        if (hello.name().isPresent()) {
            String name = hello.name().get();
            Optional<Detection> named = naming.host(name, Via.TLS, "TLS name");
            if (named.isPresent()) {
                return Optional.of(Naming.by(hello, named.get()));
            }
            if (naming.directory().allows(name)) {
                return Optional.empty();
            }
        }
        for (String protocol : hello.protocols()) {
            Optional<Detection> spoken =
                    naming.mark(Entry.Kind.PROTOCOL, protocol, Via.TLS, "TLS application protocol");
            if (spoken.isPresent()) {
                return Optional.of(spoken.get());
            }
        }
        Optional<Concealment> cover = Covers.of(hello, Via.TLS);
        if (cover.isPresent()) {
            return Optional.of(cover.get());
        }
        return ofFingerprint(hello).map(Finding.class::cast);
    }

    /// The vendors publish none; an administrator may know some.
    private Optional<Detection> ofFingerprint(ClientHello hello) {
        Optional<Detection> found = Optional.empty();
        if (hello.isWhole() && naming.directory().has(Entry.Kind.JA4)) {
            found = naming.mark(Entry.Kind.JA4, hello.ja4(), Via.TLS, "TLS fingerprint");
        }
        if (found.isEmpty() && hello.isWhole() && naming.directory().has(Entry.Kind.JA3)) {
            found = naming.mark(Entry.Kind.JA3, hello.ja3(), Via.TLS, "TLS fingerprint");
        }
        return found;
    }

    private Answer ofServer(Look look, TlsFlight answered, boolean clientIsOver) {
        if (answered.certificate().isPresent()) {
            CertificateNames names = answered.certificate().get();
            Optional<Detection> found = ofCertificate(names);
            if (found.isPresent()) {
                return Answer.found(found.get());
            }
            Named.mark(look, addresses);
            return Answer.NO;
        }
        Optional<Detection> spoken = answered.server()
                .flatMap(hello -> hello.protocol())
                .flatMap(protocol -> naming.mark(Entry.Kind.PROTOCOL, protocol, Via.TLS, "TLS application protocol"));
        if (spoken.isPresent()) {
            return Answer.found(spoken.get());
        }
        return answered.isOver()
                        || look.isLast()
                        || clientIsOver && !look.server().isEmpty()
                ? Answer.NO
                : Answer.MORE;
    }

    /// A certificate may be for many services of one vendor. The subject says whose it is; other names only if all of
    /// them say the same.
    private Optional<Detection> ofCertificate(CertificateNames names) {
        Optional<Detection> subject =
                names.subject().flatMap(name -> naming.host(name.toLowerCase(Locale.ROOT), Via.TLS, "certificate for"));
        if (subject.isPresent()) {
            return subject;
        }
        Optional<Detection> mark =
                names.subject().flatMap(name -> naming.mark(Entry.Kind.CERTIFICATE, name, Via.TLS, "certificate of"));
        if (mark.isPresent() || names.hosts().isEmpty()) {
            return mark;
        }
        Set<Service> services = EnumSet.noneOf(Service.class);
        for (String host : names.hosts()) {
            Optional<Detection> known = naming.host(host, Via.TLS, "certificate for");
            if (known.isEmpty()) {
                return Optional.empty();
            }
            services.add(known.get().service());
        }
        return services.size() == 1
                ? naming.host(names.hosts().getFirst(), Via.TLS, "certificate for")
                : Optional.empty();
    }
}
