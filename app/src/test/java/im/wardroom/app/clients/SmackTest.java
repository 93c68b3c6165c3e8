// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smack.SASLAuthentication;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StanzaError;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.roster.packet.RosterPacket;
import org.jivesoftware.smack.sasl.SASLMechanism;
import org.jivesoftware.smack.sasl.core.ScramSha1PlusMechanism;
import org.jivesoftware.smackx.blocking.BlockingCommandManager;
import org.jivesoftware.smackx.carbons.CarbonManager;
import org.jivesoftware.smackx.carbons.packet.CarbonExtension;
import org.jivesoftware.smackx.delay.packet.DelayInformation;
import org.jivesoftware.smackx.mam.MamManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Smack from Maven Central against the started program, with the server's defaults.
@Tag("slow")
@Timeout(120)
class SmackTest {

    @TempDir
    static Path folder;

    private static StartedProgram program;

    private Person romeo;
    private Person juliet;
    private final List<SmackDevice> devices = new ArrayList<>();

    @BeforeAll
    static void start() {
        program = StartedProgram.start(folder);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void makePeople() {
        romeo = program.person("romeo");
        juliet = program.person("juliet");
    }

    @AfterEach
    void disconnect() {
        devices.forEach(SmackDevice::close);
    }

    private SmackDevice signIn(Person person, String resource) throws Exception {
        SmackDevice device = SmackDevice.signIn(program, person, resource);
        devices.add(device);
        return device;
    }

    private void befriend(SmackDevice one, SmackDevice other) throws Exception {
        one.roster().setSubscriptionMode(Roster.SubscriptionMode.accept_all);
        other.roster().setSubscriptionMode(Roster.SubscriptionMode.accept_all);
        one.roster().createItemAndRequestSubscription(other.jid(), "friend", null);
        one.sees(other, true);
        other.roster().createItemAndRequestSubscription(one.jid(), "friend", null);
        other.sees(one, true);
    }

    @Test
    void signsInOverTls13AsItComes() throws Exception {
        SmackDevice device = signIn(romeo, "desk");
        assertThat(device.tls()).isEqualTo("TLSv1.3");
        assertThat(device.connection().getUsedSaslMechansism()).isEqualTo("SCRAM-SHA-1");
        assertThat(device.connection().getUser().toString()).isEqualTo(romeo.jid() + "/desk");
        assertThat(device.connection().isSmEnabled()).isTrue();
    }

    /// Smack avoids channel binding until told otherwise, and asks for a digest named like the key ("EC") when it
    /// binds; with that one method mended it is let in.
    @Test
    void signsInWithChannelBindingWhereItIsMended() throws Exception {
        String name = ScramSha1PlusMechanism.NAME;
        SASLMechanism mended = new MendedChannelBinding();
        SASLAuthentication.unregisterSASLMechanism(ScramSha1PlusMechanism.class.getName());
        SASLAuthentication.registerSASLMechanism(mended);
        SASLAuthentication.unBlacklistSASLMechanism(name);
        try {
            SmackDevice device = signIn(romeo, "desk");
            assertThat(device.connection().getUsedSaslMechansism()).isEqualTo("SCRAM-SHA-1-PLUS");
        } finally {
            SASLAuthentication.blacklistSASLMechanism(name);
        }
    }

    @Test
    void requestIsAcceptedByHandAndBothSeeEachOther() throws Exception {
        SmackDevice one = signIn(romeo, "desk");
        SmackDevice other = signIn(juliet, "desk");
        one.roster().createItemAndRequestSubscription(other.jid(), "Juliet", null);
        other.presence(presence -> presence.getType() == Presence.Type.subscribe);
        other.connection()
                .sendStanza(other.connection()
                        .getStanzaFactory()
                        .buildPresenceStanza()
                        .ofType(Presence.Type.subscribed)
                        .to(one.jid())
                        .build());
        one.sees(other, true);
        one.roster().setSubscriptionMode(Roster.SubscriptionMode.accept_all);
        other.roster().createItemAndRequestSubscription(one.jid(), "Romeo", null);
        other.sees(one, true);
        for (SmackDevice device : List.of(one, other)) {
            device.roster().reloadAndWait();
            assertThat(device.roster().getEntries())
                    .extracting(entry -> entry.getType())
                    .containsExactly(RosterPacket.ItemType.both);
        }
        one.leave();
        other.sees(one, false);
    }

    @Test
    void peopleTalkBothWays() throws Exception {
        SmackDevice one = signIn(romeo, "desk");
        SmackDevice other = signIn(juliet, "desk");
        one.say(other.jid(), "What light through yonder window breaks?");
        Message first = other.message();
        assertThat(first.getBody()).isEqualTo("What light through yonder window breaks?");
        other.say(first.getFrom(), "Ay me! ☾ <&>");
        assertThat(one.message().getBody()).isEqualTo("Ay me! ☾ <&>");
    }

    @Test
    void messageToSomebodyAwayComesOnceAndSaysWhenItWasSent() throws Exception {
        SmackDevice one = signIn(romeo, "desk");
        one.say(org.jxmpp.jid.impl.JidCreate.from(juliet.jid()), "while you were away");
        one.roundTrip();
        SmackDevice other = signIn(juliet, "desk");
        Message late = other.message();
        assertThat(late.getBody()).isEqualTo("while you were away");
        assertThat(late.getExtension(DelayInformation.class)).isNotNull();
        other.roundTrip();
        other.leave();
        SmackDevice again = signIn(juliet, "desk");
        one.say(again.jid(), "now you are here");
        Message next = again.message();
        assertThat(next.getBody()).isEqualTo("now you are here");
        assertThat(next.getExtension(DelayInformation.class)).isNull();
    }

    @Test
    void otherDeviceHasCopiesOfWhatIsSentAndReceived() throws Exception {
        SmackDevice one = signIn(romeo, "desk");
        SmackDevice desk = signIn(juliet, "desk");
        SmackDevice phone = signIn(juliet, "phone");
        BlockingQueue<String> copies = new LinkedBlockingQueue<>();
        for (SmackDevice device : List.of(desk, phone)) {
            CarbonManager carbons = CarbonManager.getInstanceFor(device.connection());
            carbons.enableCarbons();
            carbons.addCarbonCopyReceivedListener((direction, copy, wrapping) -> copies.add(
                    device.connection().getUser().getResourcepart() + " " + direction + " " + copy.getBody()));
        }
        one.say(desk.connection().getUser(), "to the desk");
        assertThat(desk.message().getBody()).isEqualTo("to the desk");
        assertThat(copies.poll(20, TimeUnit.SECONDS))
                .isEqualTo("phone " + CarbonExtension.Direction.received + " to the desk");
        phone.say(one.jid(), "from the phone");
        assertThat(one.message().getBody()).isEqualTo("from the phone");
        assertThat(copies.poll(20, TimeUnit.SECONDS))
                .isEqualTo("desk " + CarbonExtension.Direction.sent + " from the phone");
        assertThat(copies).isEmpty();
    }

    @Test
    void blockedContactIsNotHeardUntilUnblocked() throws Exception {
        SmackDevice one = signIn(romeo, "desk");
        SmackDevice other = signIn(juliet, "desk");
        befriend(one, other);
        BlockingCommandManager blocking = BlockingCommandManager.getInstanceFor(other.connection());
        assertThat(blocking.isSupportedByServer()).isTrue();
        blocking.blockContacts(List.of(one.jid()));
        one.sees(other, false);
        assertThat(blocking.getBlockList()).containsExactly(one.jid());
        one.say(other.jid(), "do you hear me?");
        assertThat(one.refusal().getError().getCondition()).isEqualTo(StanzaError.Condition.service_unavailable);
        blocking.unblockContacts(List.of(one.jid()));
        one.sees(other, true);
        one.say(other.jid(), "and now?");
        assertThat(other.message().getBody()).isEqualTo("and now?");
    }

    @Test
    void lostConnectionIsResumedAndNothingComesTwice() throws Exception {
        SmackDevice one = signIn(romeo, "desk");
        SmackDevice other = signIn(juliet, "train");
        other.connection().instantShutdown();
        one.say(other.jid(), "in the tunnel");
        one.roundTrip();
        other.connect();
        assertThat(other.connection().streamWasResumed()).isTrue();
        assertThat(other.message().getBody()).isEqualTo("in the tunnel");
        one.say(other.jid(), "out of the tunnel");
        assertThat(other.message().getBody()).isEqualTo("out of the tunnel");
        other.say(one.jid(), "I can speak, too");
        assertThat(one.message().getBody()).isEqualTo("I can speak, too");
    }

    @Test
    void archiveIsReadForwardsAndBackwards() throws Exception {
        SmackDevice one = signIn(romeo, "desk");
        SmackDevice other = signIn(juliet, "desk");
        for (int i = 1; i <= 5; i++) {
            one.say(other.jid(), "line " + i);
            other.message();
        }
        MamManager archive = MamManager.getInstanceFor(other.connection());
        assertThat(archive.isSupported()).isTrue();
        var first = archive.queryArchive(
                MamManager.MamQueryArgs.builder().setResultPageSize(2).build());
        assertThat(first.getMessages()).extracting(Message::getBody).containsExactly("line 1", "line 2");
        assertThat(first.isComplete()).isFalse();
        assertThat(first.pageNext(10)).extracting(Message::getBody).containsExactly("line 3", "line 4", "line 5");
        assertThat(first.isComplete()).isTrue();
        var last = archive.queryMostRecentPage(one.jid(), 2);
        assertThat(last.getMessages()).extracting(Message::getBody).containsExactly("line 4", "line 5");
        assertThat(last.pagePrevious(10)).extracting(Message::getBody).containsExactly("line 1", "line 2", "line 3");
    }
}
