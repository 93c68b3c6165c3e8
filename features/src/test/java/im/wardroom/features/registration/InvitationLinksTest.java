// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.xml.Element;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvitationLinksTest {

    private static final Domain CAPULET = new Domain("capulet.example");
    private static final InvitationLinks WITH_PAGES =
            new InvitationLinks(domain -> Optional.of(URI.create("https://" + domain + ":5443")));
    private static final InvitationLinks WITHOUT_PAGES = new InvitationLinks(domain -> Optional.empty());

    @Test
    void linkToThePageHoldsTheSameAsTheUriBehindAHash() {
        assertThat(WITH_PAGES.toContact(BareJid.parse("romeo@capulet.example"), "TOKEN", true))
                .isEqualTo(new InvitationLinks.Link(
                        "xmpp:romeo@capulet.example?roster;preauth=TOKEN;ibr=y",
                        "https://capulet.example:5443/invite#romeo@capulet.example?roster;preauth=TOKEN;ibr=y"));
        assertThat(WITH_PAGES.toAccount(CAPULET, new Localpart("juliet"), "TOKEN"))
                .isEqualTo(new InvitationLinks.Link(
                        "xmpp:juliet@capulet.example?register;preauth=TOKEN",
                        "https://capulet.example:5443/invite#juliet@capulet.example?register;preauth=TOKEN"));
    }

    @Test
    void nameIsWrittenAsAUriCanHoldIt() {
        assertThat(WITHOUT_PAGES.toAccount(CAPULET, new Localpart("jülïet#1?;"), "TOKEN"))
                .isEqualTo(new InvitationLinks.Link(
                        "xmpp:j%C3%BCl%C3%AFet%231%3F%3B@capulet.example?register;preauth=TOKEN", null));
    }

    /// XEP-0401 §5.1: "the server SHOULD provide the landing-url field".
    @Test
    void commandGivesTheLinkToThePage() {
        try (TestServer server = TestServer.start(
                                parts -> Features.all(
                                        Features.Settings.DEFAULT,
                                        RegistrationRules.DEFAULT.with(RegistrationMode.INVITATION),
                                        new Registration.Parts(
                                                parts.administration(),
                                                parts.store(),
                                                new SecureRandom(),
                                                WITH_PAGES.pages()),
                                        parts.clock()),
                                settings -> settings)
                        .withUsers("romeo");
                TestDevice romeo = server.signIn("romeo", "phone")) {
            romeo.send("<iq type='set' id='i' to='" + TestServer.DOMAIN + "'><command xmlns='" + AdHocCommand.NS
                    + "' node='" + InvitationCommands.INVITE + "'/></iq>");
            Element command = romeo.receive().find(AdHocCommand.NS, "command").orElseThrow();
            Element form = command.find(SubmittedForm.NS, "x").orElseThrow();

            assertThat(value(form, "landing-url"))
                    .isEqualTo("https://capulet.example:5443/invite#"
                            + value(form, "uri").substring("xmpp:".length()));
        }
    }

    private static String value(Element form, String name) {
        return form.elements(SubmittedForm.NS, "field")
                .filter(field -> name.equals(field.attribute("var")))
                .flatMap(field -> field.elements(SubmittedForm.NS, "value"))
                .map(Element::text)
                .findFirst()
                .orElseThrow();
    }
}
