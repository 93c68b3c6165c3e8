// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StreamException;
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
            management.sent(outbound(i), 100);
        }
        assertThat(management.acknowledge("2")).containsExactly(1L, 2L);
        assertThat(management.unacknowledgedBytes()).isEqualTo(100);
        assertThat(management.remaining()).extracting(Outbound::number).containsExactly(3L);
    }

    @Test
    void moreThanWasSentIsNoAcknowledgement() {
        StreamManagement management = new StreamManagement();
        management.sent(outbound(1), 100);
        assertThatThrownBy(() -> management.acknowledge("2")).isInstanceOf(StreamException.class);
        assertThat(management.unacknowledged()).isEqualTo(1);
    }

    @Test
    void lessThanWasAcknowledgedBeforeIsNone() {
        StreamManagement management = new StreamManagement();
        management.sent(outbound(1), 100);
        management.sent(outbound(2), 100);
        management.acknowledge("2");
        assertThatThrownBy(() -> management.acknowledge("1")).isInstanceOf(StreamException.class);
    }

    @Test
    void onlyOneQuestionIsOpen() {
        StreamManagement management = new StreamManagement();
        assertThat(management.shouldAsk()).isFalse();
        management.sent(outbound(1), 100);
        assertThat(management.shouldAsk()).isTrue();
        management.sent(outbound(2), 100);
        assertThat(management.shouldAsk()).isFalse();
        management.acknowledge("1");
        assertThat(management.shouldAsk()).isTrue();
    }

    @Test
    void busyStreamIsAskedAboutTenStanzasAtOnce() {
        StreamManagement management = new StreamManagement();
        for (int i = 1; i <= 5; i++) {
            management.sent(outbound(i), 100);
            assertThat(management.shouldAsk()).isTrue();
            management.acknowledge(Integer.toString(i));
        }
        for (int i = 6; i <= 14; i++) {
            management.sent(outbound(i), 100);
            assertThat(management.shouldAsk()).isFalse();
        }
        management.sent(outbound(15), 100);
        assertThat(management.shouldAsk()).isTrue();
        management.acknowledge("15");
        management.rested();
        management.sent(outbound(16), 100);
        assertThat(management.shouldAsk()).isTrue();
    }
}
