// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.sasl.SaslFailure.Condition;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScramExchangeTest {

    private static final Offer WITHOUT_PLUS = new Offer(List.of("SCRAM-SHA-256"), List.of());
    private static final Offer WITH_PLUS =
            new Offer(List.of("SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"), List.of(ChannelBinding.TLS_EXPORTER));
    private static final byte[] CHANNEL = {0, -1, 44, 61};
    private static final Map<ChannelBinding, byte[]> BINDINGS = Map.of(ChannelBinding.TLS_EXPORTER, CHANNEL);

    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @EnumSource
    void clientWithThePasswordIsAuthenticatedAndSeesAProofOfTheServer(ScramHash hash) {
        ScramClient client = client(hash.mechanism().substring(6), "n,,", new byte[0], "pencil");
        ScramExchange exchange = new ScramExchange(hash, false, WITHOUT_PLUS, Map.of(), random);

        exchange.first(client.first());
        byte[] challenge = exchange.challenge(hash.derive("pencil", 1000, random));

        assertThat(new String(exchange.finish(client.last(challenge)), UTF_8)).isEqualTo(client.expected(challenge));
    }

    @Test
    void clientIsBoundToItsChannel() {
        ScramClient client = client("SHA-256", "p=tls-exporter,,", CHANNEL, "pencil");
        ScramExchange exchange = plus();
        exchange.first(client.first());
        byte[] challenge = exchange.challenge(keys());

        assertThat(new String(exchange.finish(client.last(challenge)), UTF_8)).isEqualTo(client.expected(challenge));
    }

    @Test
    void clientOnAnotherChannelIsRefused() {
        ScramClient client = client("SHA-256", "p=tls-exporter,,", new byte[] {1}, "pencil");
        ScramExchange exchange = plus();
        exchange.first(client.first());
        byte[] challenge = exchange.challenge(keys());

        assertFails(Condition.NOT_AUTHORIZED, () -> exchange.finish(client.last(challenge)));
    }

    @Test
    void wrongPasswordIsRefused() {
        ScramClient client = client("SHA-256", "n,,", new byte[0], "pencils");
        ScramExchange exchange = plain();
        exchange.first(client.first());
        byte[] challenge = exchange.challenge(keys());

        assertFails(Condition.NOT_AUTHORIZED, () -> exchange.finish(client.last(challenge)));
    }

    @Test
    void aProofIsGoodForOneAttempt() {
        ScramClient client = client("SHA-256", "n,,", new byte[0], "pencil");
        ScramExchange exchange = plain();
        exchange.first(client.first());
        byte[] last = client.last(exchange.challenge(keys()));
        exchange.finish(last);

        assertThatThrownBy(() -> exchange.finish(last)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noncesOfTwoExchangesDiffer() {
        ScramClient client = client("SHA-256", "n,,", new byte[0], "pencil");
        ScramExchange one = plain();
        ScramExchange other = plain();
        one.first(client.first());
        other.first(client.first());
        ScramKeys keys = keys();

        assertThat(one.challenge(keys)).isNotEqualTo(other.challenge(keys));
    }

    // RFC 5802 §6: the flag "y" says that the client believes the server to have no channel binding.
    @Test
    void clientThatDidNotSeeTheOfferOfChannelBindingIsRefused() {
        ScramExchange exchange = new ScramExchange(ScramHash.SHA_256, false, WITH_PLUS, BINDINGS, random);

        assertFails(Condition.NOT_AUTHORIZED, () -> exchange.first(bytes("y,,n=user,r=abc")));
    }

    @Test
    void clientThatSupportsChannelBindingIsWelcomeWhereItIsNotOffered() {
        assertThat(plain().first(bytes("y,,n=user,r=abc")).username()).isEqualTo("user");
    }

    @Test
    void clientWithoutChannelBindingIsWelcomeWhereItIsOffered() {
        ScramExchange exchange = new ScramExchange(ScramHash.SHA_256, false, WITH_PLUS, BINDINGS, random);

        assertThat(exchange.first(bytes("n,,n=user,r=abc")).username()).isEqualTo("user");
    }

    @Test
    void channelBindingNeedsThePlusMechanism() {
        assertFails(Condition.NOT_AUTHORIZED, () -> plain().first(bytes("p=tls-exporter,,n=user,r=abc")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n,,n=user,r=abc",
                "y,,n=user,r=abc",
                "p=tls-unique,,n=user,r=abc",
                "p=tls-server-end-point,,n=user,r=abc"
            })
    void plusMechanismNeedsABindingThatThisChannelHas(String first) {
        assertFails(Condition.NOT_AUTHORIZED, () -> plus().first(bytes(first)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,",
                "n,,",
                "x,,n=user,r=abc",
                "p=,,n=user,r=abc",
                "n,a=,n=user,r=abc",
                "n,user,n=user,r=abc",
                "n,,n=user",
                "n,,n=,r=abc",
                "n,,n=user,r=",
                "n,,r=abc,n=user",
                "n,,n=user,n=other,r=abc",
                "n,,n=user,r=abc,r=abc",
                "n,,n=user,r=abc,x=1,x=2",
                "n,,m=ext,n=user,r=abc",
                "n,,n=user,r=abc,m=ext",
                "n,,n=us=er,r=abc",
                "n,,n=us=2cer,r=abc",
                "n,,n=user=,r=abc",
                "n,,n=user,r=a\u00e9c",
                "n,,n=user,r=a c",
                "n,,n=us\0er,r=abc",
                "n,,n=user,r=abc,",
                "n,,n=user,r=abc,7=x"
            })
    void firstMessageThatBreaksTheGrammarIsRefused(String message) {
        assertFails(Condition.MALFORMED_REQUEST, () -> plain().first(bytes(message)));
    }

    @Test
    void firstMessageThatIsNotUtf8IsRefused() {
        byte[] message = bytes("n,,n=user,r=abc");
        message[5] = (byte) 0xC0;

        assertFails(Condition.MALFORMED_REQUEST, () -> plain().first(message));
    }

    @Test
    void firstMessageWithoutEndIsRefused() {
        assertFails(Condition.MALFORMED_REQUEST, () -> plain().first(bytes("n,,n=user,r=" + "a".repeat(9000))));
    }

    @Test
    void namesAreUnescaped() {
        ScramExchange exchange = plain();
        exchange.first(bytes("n,a=j=2Cb,n=a=3Db=2C=3D,r=abc"));

        assertThat(exchange.username()).isEqualTo("a=b,=");
        assertThat(exchange.authzid()).isEqualTo("j,b");
    }

    @Test
    void clientThatActsAsItselfHasNoAuthorizationIdentity() {
        ScramExchange exchange = plain();
        exchange.first(bytes("n,,n=user,r=abc"));

        assertThat(exchange.authzid()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c=biws",
                "c=biws,r=abcN",
                "r=abcN,c=biws,p=AAAA",
                "c=*,r=abcN,p=AAAA",
                "c=biws,r=abcN,p=*",
                "c=biws,r=abcN,p=AAAA,x=1",
                "c=biws,r=abcN,m=1,p=AAAA",
                "c=biws,c=biws,r=abcN,p=AAAA"
            })
    void lastMessageThatBreaksTheGrammarIsRefused(String message) {
        assertFails(Condition.MALFORMED_REQUEST, () -> challenged().finish(bytes(message)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c=biws,r=abc,p=AAAA",
                "c=biws,r=abcn,p=AAAA",
                "c=eSws,r=abcN,p=AAAA",
                "c=biws,r=abcN,p=AAAA",
                "c=biws,r=abcN,p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void lastMessageWithAnotherNonceHeaderOrProofIsRefused(String message) {
        assertFails(Condition.NOT_AUTHORIZED, () -> challenged().finish(bytes(message)));
    }

    // RFC 5802 §9
    @Test
    void unknownUserGetsTheSameChallengeEachTimeAndNeverSucceeds() {
        byte[] secret = bytes("a secret of this server");
        ScramKeys keys = UnknownUser.keys(secret, "nobody", ScramHash.SHA_256, 1000);
        ScramClient client = client("SHA-256", "n,,", new byte[0], "pencil");
        ScramExchange exchange = plain();
        exchange.first(client.first());
        byte[] challenge = exchange.challenge(keys);

        assertThat(keys.salt())
                .hasSize(16)
                .isEqualTo(UnknownUser.keys(secret, "nobody", ScramHash.SHA_256, 1000)
                        .salt())
                .isNotEqualTo(UnknownUser.keys(secret, "noone", ScramHash.SHA_256, 1000)
                        .salt())
                .isNotEqualTo(UnknownUser.keys(bytes("other"), "nobody", ScramHash.SHA_256, 1000)
                        .salt());
        assertFails(Condition.NOT_AUTHORIZED, () -> exchange.finish(client.last(challenge)));
    }

    private ScramExchange plain() {
        return new ScramExchange(ScramHash.SHA_256, false, WITHOUT_PLUS, Map.of(), random);
    }

    private ScramExchange plus() {
        return new ScramExchange(ScramHash.SHA_256, true, WITH_PLUS, BINDINGS, random);
    }

    private ScramExchange challenged() {
        ScramExchange exchange = new ScramExchange(ScramHash.SHA_256, false, WITHOUT_PLUS, Map.of(), "N");
        exchange.first(bytes("n,,n=user,r=abc"));
        exchange.challenge(keys());
        return exchange;
    }

    private ScramKeys keys() {
        return ScramHash.SHA_256.derive("pencil", 1000, random);
    }

    private static ScramClient client(String hash, String gs2, byte[] bindingData, String password) {
        return new ScramClient(hash, gs2, bindingData, "user", password, "clientnonce");
    }

    private static void assertFails(Condition condition, Runnable step) {
        assertThatThrownBy(step::run)
                .asInstanceOf(InstanceOfAssertFactories.type(SaslFailure.class))
                .extracting(SaslFailure::condition)
                .isEqualTo(condition);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
