// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Origin;
import im.wardroom.guard.Verdict;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is measured of the guard while it works.
class GuardingTest {

    private static final Jid ROMEO = Jid.parse("romeo@a.example/x");

    private final Guarding guarding = Guarding.none(Clock.systemUTC());

    private void judge() {
        Message message = Message.to(ROMEO, Jid.parse("juliet@a.example"), Element.of("jabber:client", "message"));
        Origin origin = new Origin(ROMEO, Origin.Kind.ACCOUNT, null);
        assertThat(guarding.judge(origin, message).join().verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void oneActIsTimedWhenItIsWantedAndNoMore() {
        List<Long> times = new ArrayList<>();
        judge();
        guarding.timeNext(times::add);
        assertThat(times).isEmpty();
        judge();
        judge();
        assertThat(times).singleElement().satisfies(time -> assertThat(time).isPositive());
        guarding.timeNext(times::add);
        judge();
        assertThat(times).hasSize(2);
    }
}
