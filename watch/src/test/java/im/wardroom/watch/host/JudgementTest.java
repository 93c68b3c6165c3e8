// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgementTest {

    private static final String OF_TELEGRAM = "149.154.167.51";

    @TempDir
    Path folder;

    private ProcTree proc;
    private Directory directory = Directory.standard();
    private Programs programs = Programs.standard();

    @AfterEach
    void clear() throws IOException {
        proc.close();
    }

    @BeforeEach
    void plant() throws IOException {
        proc = new ProcTree(folder);
    }

    private void process(String executable, String peer) throws IOException {
        proc.process(42, executable, "it", "it", "1");
        proc.sockets(42, "tcp", Lines.established(peer, 443, 7));
        proc.holds(42, 7);
    }

    private List<Sighting> messengers(PeerNames names) throws IOException {
        return new Judgement(directory, programs, names)
                .of(proc.machine().look()).stream()
                        .filter(Sighting::isMessenger)
                        .filter(sighting -> sighting.socket().isPresent())
                        .toList();
    }

    private Sighting only() throws IOException {
        assertThat(messengers(PeerNames.NONE)).hasSize(1);
        return messengers(PeerNames.NONE).getFirst();
    }

    @Test
    void programAndPeerTogetherAreCertain() throws IOException {
        process("/usr/bin/telegram-desktop", OF_TELEGRAM);

        assertThat(only().services()).containsExactly(Service.TELEGRAM);
        assertThat(only().confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(only().evidence())
                .containsExactly("address in 149.154.160.0/20", "program telegram-desktop", "calls itself it");
    }

    @Test
    void anUnknownProgramIsToldByItsPeer() throws IOException {
        process("/usr/bin/firefox", OF_TELEGRAM);

        assertThat(only().services()).containsExactly(Service.TELEGRAM);
        assertThat(only().confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void aKnownProgramIsToldWhoeverItsPeerIs() throws IOException {
        process("/opt/Signal/signal-desktop", "192.0.2.1");

        assertThat(only().services()).containsExactly(Service.SIGNAL);
        assertThat(only().confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void aKnownProgramAtAnotherServicesAddressIsThatService() throws IOException {
        process("/usr/bin/irssi", OF_TELEGRAM);

        assertThat(only().services()).containsExactly(Service.TELEGRAM);
        assertThat(only().evidence()).contains("program irssi");
        assertThat(only().confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void neitherProgramNorPeerIsNoMessenger() throws IOException {
        process("/usr/bin/firefox", "192.0.2.1");

        assertThat(messengers(PeerNames.NONE)).isEmpty();
    }

    @Test
    void theOrganisationsOwnIsNotReported() throws IOException {
        process("/usr/bin/gajim", "192.0.2.1");
        assertThat(messengers(PeerNames.NONE)).hasSize(1);

        directory = directory.with("own", new StringReader("network\t192.0.2.0/24\tallowed\n"));
        assertThat(messengers(PeerNames.NONE)).isEmpty();
    }

    @Test
    void aProgramCanBeAllowedTakenOutAndAdded() throws IOException {
        process("/usr/bin/irssi", OF_TELEGRAM);
        programs = programs.with("own", new StringReader("program\tirssi\tallowed\n"));
        assertThat(messengers(PeerNames.NONE)).isEmpty();

        programs = programs.with("own", new StringReader("program\tirssi\t-\n"));
        assertThat(only().evidence()).doesNotContain("program irssi");

        programs = programs.with("own", new StringReader("program\tIrssi\ttelegram,irc\tour own eyes\t2026-01-01\n"));
        assertThat(only().confidence()).isEqualTo(Confidence.CERTAIN);
    }

    @Test
    void aWrongLineOfAListIsSaid() {
        assertThatThrownBy(() -> programs.with("list.tsv", new StringReader("# list\nprogram\tx\tnobody\n")))
                .hasMessage(
                        "list.tsv, line 2: expected a service such as telegram or irc,xmpp, - for none, or allowed");
    }

    @Test
    void namesOfTheDirectoryTellPeersWhenTheyAreLookedUp() throws IOException, InterruptedException {
        process("/usr/bin/firefox", "192.0.2.7");
        PeerNames names =
                PeerNames.lookUp(directory, address("web.whatsapp.com", "whatsapp.net"), Duration.ofMinutes(1));

        assertThat(messengers(names)).hasSize(1);
        assertThat(messengers(names).getFirst().services()).containsExactly(Service.WHATSAPP);
        assertThat(messengers(names).getFirst().confidence()).isEqualTo(Confidence.POSSIBLE);
        assertThat(messengers(names).getFirst().evidence()).contains("address of whatsapp.net");
    }

    @Test
    void anAddressOfSeveralServicesTellsNothing() throws IOException, InterruptedException {
        process("/usr/bin/firefox", "192.0.2.7");

        assertThat(messengers(PeerNames.lookUp(directory, address("discord.com", "slack.com"), Duration.ofMinutes(1))))
                .isEmpty();
    }

    @Test
    void anAllowedNameAllowsItsAddresses() throws IOException, InterruptedException {
        process("/usr/bin/gajim", "192.0.2.7");
        directory = directory.with("own", new StringReader("host\tchat.example.org\tallowed\n"));

        assertThat(messengers(PeerNames.lookUp(directory, address("chat.example.org"), Duration.ofMinutes(1))))
                .isEmpty();
    }

    @Test
    void namesWithoutAnAnswerInTimeAreCounted() throws InterruptedException {
        PeerNames names = PeerNames.lookUp(
                directory,
                name -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException over) {
                        Thread.currentThread().interrupt();
                    }
                    throw new UnknownHostException(name);
                },
                Duration.ofMillis(1));

        assertThat(names.unanswered()).isPositive();
        assertThat(names.of(im.wardroom.watch.packet.Address.ofV4(1))).isEqualTo(Optional.empty());
    }

    private static PeerNames.Resolver address(String... names) {
        return name -> {
            if (List.of(names).contains(name)) {
                return List.of(InetAddress.ofLiteral("192.0.2.7"));
            }
            throw new UnknownHostException(name);
        };
    }
}
