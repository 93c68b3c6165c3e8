// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.AllFeatures;
import im.wardroom.features.Features;
import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.store.Invitation;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.xml.Element;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistrationLimitsTest {

    private static final Duration LIFETIME = Duration.ofDays(7);

    private final SetClock clock = new SetClock(Instant.parse("2026-01-01T00:00:00Z"));
    private TestServer server;

    private void start(RegistrationMode mode) {
        server = AllFeatures.start(
                        new RegistrationRules(mode, LIFETIME, 2, 2),
                        Features.Settings.DEFAULT,
                        settings -> settings.with(clock))
                .withUsers("romeo");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Element invite(TestDevice device) {
        device.send("<iq type='set' id='i' to='" + TestServer.DOMAIN + "'><command xmlns='"
                + AdHocCommand.NS + "' node='" + InvitationCommands.INVITE
                + "'/></iq>");
        return device.receive();
    }

    private String condition(Element answer) {
        Element error = answer.find("jabber:client", "error").orElseThrow();
        return error.elements().findFirst().orElseThrow().name();
    }

    private TestStream stranger() {
        TestStream stream = TestStream.connect(server.startTls());
        stream.secure(TestServer.DOMAIN);
        stream.features(TestServer.DOMAIN);
        return stream;
    }

    private Element show(TestStream stranger, String token) {
        stranger.send("<iq type='set' id='p'><preauth xmlns='urn:xmpp:pars:0' token='" + token + "'/></iq>");
        return stranger.receive();
    }

    private Element register(TestStream stranger, String name) {
        stranger.send("<iq type='set' id='r'><query xmlns='jabber:iq:register'><username>" + name
                + "</username><password>parting is such sweet sorrow</password></query></iq>");
        return stranger.receive();
    }

    private Invitation only() {
        assertThat(server.store().invitations().all()).hasSize(1);
        return server.store().invitations().all().getFirst();
    }

    @Test
    void tokenIsLongAndNeverTheSame() {
        start(RegistrationMode.INVITATION);
        TestDevice romeo = server.signIn("romeo", "orchard");
        invite(romeo);
        invite(romeo);
        assertThat(server.store().invitations().all())
                .extracting(Invitation::token)
                .doesNotHaveDuplicates()
                .allSatisfy(token -> assertThat(token).matches("[0-9a-z]{25,31}"));
    }

    @Test
    void oneUserHasSoManyInvitationsOpen() {
        start(RegistrationMode.INVITATION);
        TestDevice romeo = server.signIn("romeo", "orchard");
        invite(romeo);
        invite(romeo);
        assertThat(condition(invite(romeo))).isEqualTo("resource-constraint");
    }

    @Test
    void invitationsThatAreOverMakeRoomAndAreRemoved() {
        start(RegistrationMode.INVITATION);
        TestDevice romeo = server.signIn("romeo", "orchard");
        invite(romeo);
        invite(romeo);
        clock.advance(LIFETIME);
        assertThat(invite(romeo).attribute("type")).isEqualTo("result");
        assertThat(only().expires()).isEqualTo(clock.instant().plus(LIFETIME));
    }

    @Test
    void invitationThatIsOverIsNotTaken() {
        start(RegistrationMode.INVITATION);
        invite(server.signIn("romeo", "orchard"));
        clock.advance(LIFETIME);
        assertThat(condition(show(stranger(), only().token()))).isEqualTo("item-not-found");
    }

    /// XEP-0445 §4: the time is only looked at when the invitation is shown.
    @Test
    void invitationThatWasShownInTimeCanBeUsedLater() {
        start(RegistrationMode.INVITATION);
        invite(server.signIn("romeo", "orchard"));
        TestStream juliet = stranger();
        show(juliet, only().token());
        clock.advance(LIFETIME);
        assertThat(register(juliet, "juliet").attribute("type")).isEqualTo("result");
    }

    @Test
    void addressMakesSoManyAccountsInAnHour() {
        start(RegistrationMode.OPEN_TO_ANYONE);
        assertThat(register(stranger(), "first").attribute("type")).isEqualTo("result");
        assertThat(register(stranger(), "second").attribute("type")).isEqualTo("result");
        assertThat(condition(register(stranger(), "third"))).isEqualTo("resource-constraint");
        clock.advance(Duration.ofHours(1));
        assertThat(register(stranger(), "third").attribute("type")).isEqualTo("result");
    }

    @Test
    void refusedRegistrationsDoNotCount() {
        start(RegistrationMode.OPEN_TO_ANYONE);
        TestStream stranger = stranger();
        assertThat(condition(register(stranger, "romeo"))).isEqualTo("conflict");
        assertThat(condition(register(stranger, "romeo"))).isEqualTo("conflict");
        assertThat(condition(register(stranger, "romeo"))).isEqualTo("conflict");
        assertThat(register(stranger, "first").attribute("type")).isEqualTo("result");
    }

    @Test
    void invitationsGoWithTheirMaker() {
        start(RegistrationMode.INVITATION);
        TestDevice romeo = server.signIn("romeo", "orchard");
        invite(romeo);
        String token = only().token();
        romeo.send("<iq type='set' id='u'><query xmlns='jabber:iq:register'><remove/></query></iq>");
        assertThat(romeo.receive().attribute("type")).isEqualTo("result");
        assertThat(condition(show(stranger(), token))).isEqualTo("item-not-found");
    }
}
