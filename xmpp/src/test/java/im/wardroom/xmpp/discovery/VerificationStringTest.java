// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The hash of capabilities (XEP-0115 §5), with the specification's own examples.
class VerificationStringTest {

    private static final String EXODUS = "<identity category='client' type='pc' name='Exodus 0.9.1'/>"
            + "<feature var='http://jabber.org/protocol/disco#info'/>"
            + "<feature var='http://jabber.org/protocol/disco#items'/>"
            + "<feature var='http://jabber.org/protocol/muc'/>"
            + "<feature var='http://jabber.org/protocol/caps'/>";

    private static final String FORM = "<x xmlns='jabber:x:data' type='result'>"
            + "<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:dataforms:softwareinfo</value></field>"
            + "<field var='ip_version'><value>ipv4</value><value>ipv6</value></field>"
            + "<field var='os'><value>Mac</value></field>"
            + "<field var='os_version'><value>10.5.1</value></field>"
            + "<field var='software'><value>Psi</value></field>"
            + "<field var='software_version'><value>0.11</value></field></x>";

    private static final String PSI = "<identity xml:lang='en' category='client' name='Psi 0.11' type='pc'/>"
            + "<identity xml:lang='el' category='client' name='Ψ 0.11' type='pc'/>"
            + "<feature var='http://jabber.org/protocol/caps'/>"
            + "<feature var='http://jabber.org/protocol/disco#info'/>"
            + "<feature var='http://jabber.org/protocol/disco#items'/>"
            + "<feature var='http://jabber.org/protocol/muc'/>";

    private static Element info(String content) {
        String query = "<query xmlns='http://jabber.org/protocol/disco#info'>" + content + "</query>";
        return Element.read(query.getBytes(StandardCharsets.UTF_8), "");
    }

    @Test
    void simpleExampleHashesToWhatTheSpecificationSays() {
        assertThat(VerificationString.of(info(EXODUS))).contains("QgayPKawpkPSDYmwT/WM94uAlu0=");
    }

    @Test
    void complexExampleHashesToWhatTheSpecificationSays() {
        assertThat(VerificationString.of(info(PSI + FORM))).contains("q07IKJEyjvHSyhy//CH0CxmKi8w=");
    }

    @Test
    void formWithoutATypeIsNotLookedAt() {
        assertThat(VerificationString.of(info(EXODUS + "<x xmlns='jabber:x:data' type='result'/>")))
                .contains("QgayPKawpkPSDYmwT/WM94uAlu0=");
    }

    @Test
    void whatIsThereTwiceMakesItIllFormed() {
        assertThat(VerificationString.of(info(EXODUS + EXODUS))).isEmpty();
        assertThat(VerificationString.of(info(EXODUS + "<feature var='http://jabber.org/protocol/caps'/>")))
                .isEmpty();
        assertThat(VerificationString.of(info(PSI + FORM + FORM))).isEmpty();
    }
}
