// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Concealment;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.flow.Recent;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.protocol.QuicHandshake;
import im.wardroom.watch.protocol.QuicHello;
import im.wardroom.watch.service.Entry;
import java.util.Optional;

/// QUIC on any port: the name in the client's first packets, which are protected by keys that everybody can make.
public final class QuicNames implements Dissector {

    /// A hello takes two or three datagrams; who sends more without one says nothing.
    private static final int MOST_DATAGRAMS = 10;

    private static final int LONG = 0x80;
    private static final int GOOGLE = 0x09;

    private static final int MOST_HANDSHAKES = 1024;

    private final Recent<QuicHandshake> handshakes = new Recent<>(MOST_HANDSHAKES);
    private final Naming naming;
    private final Dissector addresses;

    /// @param addresses who is told that a name was seen
    public QuicNames(Naming naming, Dissector addresses) {
        this.naming = naming;
        this.addresses = addresses;
    }

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return (octet & LONG) != 0 || (octet & GOOGLE) == GOOGLE;
    }

    @Override
    public Answer look(Look look) {
        Excerpt datagram = look.fresh();
        if (!handshakes.has(look.flow())
                && (datagram.isEmpty()
                        || !QuicHandshake.isPossible(datagram.bytes(), datagram.from(), datagram.to()))) {
            return isOfUnknownVersion(look, datagram) ? Answer.MORE : Answer.NO;
        }
        QuicHandshake handshake = handshakes.of(look.flow(), QuicHandshake::new);
        Optional<QuicHello> hello = handshake.add(datagram.bytes(), datagram.from(), datagram.to());
        boolean over = look.isLast() || look.countFromClient() + look.countFromServer() >= MOST_DATAGRAMS;
        Answer answer = hello.map(known -> of(look, known, over)).orElse(over ? Answer.NO : Answer.MORE);
        if (answer != Answer.MORE) {
            handshakes.forget(look.flow());
        }
        return answer;
    }

    /// RFC 9000 §6: a client may begin with a version that the server does not know, and then take another one. The
    /// first packet fills a datagram; the server answers with version 0.
    private static boolean isOfUnknownVersion(Look look, Excerpt datagram) {
        boolean longHeader = datagram.has(0, 7) && (datagram.u8(0) & LONG) != 0;
        boolean negotiation = longHeader && datagram.u32(1) == 0;
        boolean first = longHeader && datagram.length() >= 1200 && (datagram.u8(0) & 0x40) != 0;
        int seen = look.countFromClient() + look.countFromServer();
        return !look.isLast() && seen < MOST_DATAGRAMS && (first || negotiation);
    }

    private Answer of(Look look, QuicHello hello, boolean over) {
        Optional<Detection> named = hello.name().flatMap(name -> naming.host(name, Via.QUIC, "QUIC name"));
        if (named.isPresent()) {
            return Answer.found(
                    hello.tls().map(tls -> Naming.by(tls, named.get())).orElse(named.get()));
        }
        Optional<Detection> program =
                hello.agent().flatMap(agent -> naming.beginning(Entry.Kind.AGENT, agent, Via.QUIC, "QUIC program"));
        if (program.isPresent()) {
            return Answer.found(program.get());
        }
        Optional<Concealment> cover = hello.tls().flatMap(tls -> Covers.of(tls, Via.QUIC));
        if (cover.isPresent()) {
            return Answer.found(cover.get());
        }
        if (hello.name().isPresent()) {
            Named.mark(look, addresses);
            return Answer.NO;
        }
        return hello.isWhole() || over ? Answer.NO : Answer.MORE;
    }
}
