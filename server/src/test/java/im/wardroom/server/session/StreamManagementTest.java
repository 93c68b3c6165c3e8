// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import org.junit.jupiter.api.Test;

/// The counters of XEP-0198.
class StreamManagementTest {

    private static Outbound outbound(long number) {
        Element element = Element.of("jabber:client", "message");
        return new Outbound(Message.to(null, Jid.parse("juliet@capulet.example"), element), number);
    }

    @Test
    void acknowledgementTakesOffWhatItCounts() {
        StreamManagement management = new StreamManagement();
        for (int i = 1; i <= 3; i++) {
            management.sent(outbound(i));
        }
        assertThat(management.acknowledge(2)).extracting(Outbound::number).containsExactly(1L, 2L);
        assertThat(management.remaining()).extracting(Outbound::number).containsExactly(3L);
    }

    @Test
    void moreThanWasSentIsNoAcknowledgement() {
        StreamManagement management = new StreamManagement();
        management.sent(outbound(1));
        assertThat(management.acknowledge(2)).isNull();
        assertThat(management.unacknowledged()).isEqualTo(1);
    }

    @Test
    void lessThanWasAcknowledgedBeforeIsNone() {
        StreamManagement management = new StreamManagement();
        management.sent(outbound(1));
        management.sent(outbound(2));
        management.acknowledge(2);
        assertThat(management.acknowledge(1)).isNull();
    }

    @Test
    void onlyOneQuestionIsOpen() {
        StreamManagement management = new StreamManagement();
        assertThat(management.shouldAsk()).isFalse();
        management.sent(outbound(1));
        assertThat(management.shouldAsk()).isTrue();
        management.sent(outbound(2));
        assertThat(management.shouldAsk()).isFalse();
        management.acknowledge(1);
        assertThat(management.shouldAsk()).isTrue();
    }
}
