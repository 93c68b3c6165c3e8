// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.protocol.DnsMessage;
import im.wardroom.watch.service.Entry;
import im.wardroom.watch.service.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Questions to DNS for names of services, and what is answered: addresses that name later flows.
public final class DnsNames implements Dissector {

    private static final int PORT = 53;

    /// Services that are looked up by what they are (RFC 2782), in any domain.
    private static final Map<String, Service> KINDS = Map.of(
            "_xmpp-client._tcp.", Service.XMPP,
            "_xmpps-client._tcp.", Service.XMPP,
            "_xmpp-server._tcp.", Service.XMPP,
            "_xmpps-server._tcp.", Service.XMPP,
            "_matrix._tcp.", Service.MATRIX,
            "_matrix-fed._tcp.", Service.MATRIX,
            "_mumble._tcp.", Service.MUMBLE,
            "_ts3._udp.", Service.TEAMSPEAK,
            "_tsdns._tcp.", Service.TEAMSPEAK);

    private final Naming naming;
    private final AddressBook addresses;

    public DnsNames(Naming naming, AddressBook addresses) {
        this.naming = naming;
        this.addresses = addresses;
    }

    @Override
    public Transport transport() {
        return Transport.BOTH;
    }

    @Override
    public Answer look(Look look) {
        Excerpt part = look.isTcp() ? look.speaker() : look.fresh();
        boolean usual = look.flow().serverPort() == PORT || look.flow().clientPort() == PORT;
        if (part.isEmpty() || look.isTcp() && !usual) {
            return Answer.NO;
        }
        Optional<DnsMessage> read = look.isTcp()
                ? DnsMessage.readStreamQuestions(part.bytes(), part.from(), part.to())
                : DnsMessage.readQuestions(part.bytes(), part.from(), part.to());
        if (read.isEmpty()) {
            return look.isTcp() && !look.isLast() && part.length() < 32 ? Answer.MORE : Answer.NO;
        }
        DnsMessage message = read.get();
        for (DnsMessage.Question question : message.questions()) {
            Optional<Detection> named = detection(question.name());
            Optional<Detection> found = named.isPresent()
                    ? named
                    : alias(question.name(), look.flow().lastMicros());
            if (found.isPresent()) {
                if (message.isAnswer()) {
                    remember(
                            answers(look.isTcp(), part),
                            question.name(),
                            look.flow().lastMicros());
                }
                return Answer.foundAndFollow(found.get());
            }
        }
        // A resolver asks many questions from one port; elsewhere, what looks like DNS by chance is left to others.
        return usual ? Answer.FOLLOW : Answer.NO;
    }

    private static List<DnsMessage.Answer> answers(boolean isTcp, Excerpt part) {
        return (isTcp
                        ? DnsMessage.readStream(part.bytes(), part.from(), part.to())
                        : DnsMessage.read(part.bytes(), part.from(), part.to()))
                .map(DnsMessage::answers)
                .orElse(List.of());
    }

    private Optional<Detection> detection(String name) {
        if (name.startsWith("_")) {
            for (Map.Entry<String, Service> kind : KINDS.entrySet()) {
                String domain =
                        name.substring(Math.min(name.length(), kind.getKey().length()));
                if (name.startsWith(kind.getKey()) && !naming.directory().allows(domain)) {
                    return Optional.of(new Detection(
                            kind.getValue(), Via.DNS, Activity.LOOK_UP, Confidence.CERTAIN, "DNS question " + name));
                }
            }
        }
        return naming.host(name, Via.DNS, "DNS question");
    }

    /// A name that stands for one of a service, as was answered before: `e4593.g.example` for `apps.skype.com`.
    private Optional<Detection> alias(String name, long nowMicros) {
        AddressBook.Known known = addresses.find(name, nowMicros);
        return known == null || !known.entry().isOwn()
                ? Optional.empty()
                : Naming.detection(
                        known.entry(),
                        Via.DNS,
                        Confidence.POSSIBLE,
                        "DNS question " + name + ", which stands for " + known.name());
    }

    private void remember(List<DnsMessage.Answer> answers, String asked, long nowMicros) {
        Optional<Entry> entry = naming.directory().host(asked);
        if (entry.isEmpty()) {
            return;
        }
        for (DnsMessage.Answer answer : answers) {
            if (answer.isAddress() && answer.low() != 0) {
                addresses.add(answer.high(), answer.low(), asked, entry.get(), answer.seconds(), nowMicros);
            }
            answer.target().ifPresent(target -> addresses.add(target, asked, entry.get(), answer.seconds(), nowMicros));
        }
    }
}
