// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class InspectorTest {

    private static final Detection IRC = Detection.ofProtocol(Service.IRC, Activity.CHAT, "a test");
    private static final Detection XMPP = Detection.ofProtocol(Service.XMPP, Activity.CHAT, "a test");

    private final List<String> asked = new ArrayList<>();

    private final class Asked implements Dissector {
        private final char name;
        private final Function<Look, Answer> answer;
        private final boolean isLastResort;

        Asked(char name, boolean isLastResort, Function<Look, Answer> answer) {
            this.name = name;
            this.isLastResort = isLastResort;
            this.answer = answer;
        }

        @Override
        public Transport transport() {
            return Transport.BOTH;
        }

        @Override
        public boolean mayBeginWith(int octet) {
            return octet != '!';
        }

        @Override
        public boolean isLastResort() {
            return isLastResort;
        }

        @Override
        public Answer look(Look look) {
            asked.add(name + ":" + look.client().text(0, look.client().length())
                    + (look.server().isEmpty()
                            ? ""
                            : "|" + look.server().text(0, look.server().length()))
                    + (look.isLast() ? "." : ""));
            return answer.apply(look);
        }
    }

    private Dissector asked(char name, Function<Look, Answer> answer) {
        return new Asked(name, false, answer);
    }

    @Test
    void whoSaysNoIsNotAskedAgain() {
        Talk.tcp(asked('a', look -> Answer.NO), asked('b', look -> Answer.MORE))
                .client("x")
                .server("y")
                .end();

        assertThat(asked).containsExactly("a:x", "b:x", "b:x|y", "b:x|y.");
    }

    @Test
    void nobodyIsAskedWhenItIsFound() {
        List<Finding> found = Talk.tcp(asked('a', look -> Answer.found(IRC)), asked('b', look -> Answer.MORE))
                .client("x")
                .client("y")
                .end();

        assertThat(found).containsExactly(IRC);
        assertThat(asked).containsExactly("a:x");
    }

    @Test
    void theFirstOctetDecidesWhoIsAskedAtAll() {
        Talk.tcp(asked('a', look -> Answer.MORE)).client("!").client("x").end();

        assertThat(asked).isEmpty();
    }

    @Test
    void theLastResortIsAskedWhenAllHaveSaidNo() {
        Dissector last = new Asked('l', true, look -> Answer.found(IRC));

        assertThat(Talk.udp(last, asked('a', look -> look.countFromClient() < 2 ? Answer.MORE : Answer.NO))
                        .client("1")
                        .client("2")
                        .client("3")
                        .end())
                .containsExactly(IRC);
        assertThat(asked).containsExactly("a:1", "a:2", "l:2");
    }

    @Test
    void theLastResortIsAskedWhenTheFlowIsOver() {
        Dissector last = new Asked('l', true, look -> Answer.found(IRC));

        assertThat(Talk.tcp(last, asked('a', look -> Answer.MORE)).client("1").end())
                .containsExactly(IRC);
        assertThat(asked).containsExactly("a:1", "a:1.", "l:1.");
    }

    @Test
    void whoFollowsSeesEachOctetOnceAndMayFindMore() {
        List<Finding> found = Talk.tcp(
                        asked('a', look -> look.client().startsWith("1") ? Answer.FOLLOW : Answer.foundAndFollow(IRC)),
                        asked('b', look -> Answer.MORE))
                .client("1")
                .server("2")
                .client("3")
                .end();

        assertThat(found).containsExactly(IRC);
        assertThat(asked).containsExactly("a:1", "a:|2", "a:3");
    }

    @Test
    void whatIsInAProxyIsLookedAtAsIfTheProxyWereNotThere() {
        Dissector proxy = asked(
                'p',
                look -> look.client().startsWith("C") && !look.server().isEmpty()
                        ? new Answer.Within(1, 2)
                        : look.client().startsWith("C") ? Answer.MORE : Answer.NO);
        Dissector inside = asked('i', look -> look.client().startsWith("in") ? Answer.found(XMPP) : Answer.MORE);

        assertThat(Talk.tcp(proxy, inside)
                        .client("C")
                        .server("OK")
                        .client("inside")
                        .end())
                .containsExactly(XMPP);
    }

    @Test
    void aProxyInAProxyWithoutEndEnds() {
        Dissector proxy = asked('p', look -> new Answer.Within(1, 0));

        assertThat(Talk.tcp(proxy).client("x".repeat(1000)).end()).isEmpty();
        assertThat(asked).hasSizeLessThan(20);
    }

    @Test
    void nobodyIsAskedForEver() {
        Talk talk = Talk.udp(asked('a', look -> Answer.MORE));
        for (int i = 0; i < 1000; i++) {
            talk.client("x");
        }
        talk.end();

        assertThat(asked).hasSizeLessThanOrEqualTo(Inspector.MOST_LOOKS + 1);
    }

    @Test
    void whatWasAnnouncedIsKnownWhenItComes() {
        Dissector announcing = asked('a', look -> {
            look.expect(look.flow().serverHigh(), look.flow().serverLow(), 7777, XMPP);
            return Answer.found(IRC);
        });

        assertThat(Talk.udp(announcing)
                        .client("x")
                        .toPort(7777)
                        .client("anything")
                        .end())
                .containsExactly(IRC, XMPP);
    }

    @Test
    void whoFailsIsNotAskedAgainAndTheOthersAre() {
        Dissector failing = asked('f', look -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(Talk.tcp(
                                failing,
                                asked('a', look -> look.client().startsWith("12") ? Answer.found(IRC) : Answer.MORE))
                        .client("1")
                        .client("2")
                        .end())
                .containsExactly(IRC);
        assertThat(asked).containsExactly("f:1", "a:1", "a:12");
    }

    @Test
    void whatIsRememberedIsRememberedForTheFlow() {
        Dissector counting = new Dissector() {
            @Override
            public Transport transport() {
                return Transport.UDP;
            }

            @Override
            public Answer look(Look look) {
                Integer before = look.remembered(this, Integer.class);
                int now = before == null ? 1 : before + 1;
                look.remember(this, now);
                return now == 3 ? Answer.found(IRC) : Answer.MORE;
            }
        };

        assertThat(Talk.udp(counting).client("1").server("2").client("3").findings())
                .containsExactly(IRC);
    }
}
