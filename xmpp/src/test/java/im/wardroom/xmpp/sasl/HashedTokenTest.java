// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashedTokenTest {

    private static final byte[] SECRET = "a token's text".getBytes(UTF_8);
    private static final byte[] CHANNEL = {1, 2, 3};

    @Test
    void mechanismIsFoundByItsName() {
        assertThat(HashedToken.of("HT-SHA-256-EXPR")).contains(HashedToken.EXPR);
        assertThat(HashedToken.of("HT-SHA-256-UNIQ")).isEmpty();
        assertThat(HashedToken.ENDP.binding()).contains(ChannelBinding.TLS_SERVER_END_POINT);
        assertThat(HashedToken.NONE.binding()).isEmpty();
    }

    // Computed with: printf Initiator | openssl dgst -sha256 -hmac "a token's text"
    @Test
    void initiatorWithTheTokenIsAccepted() {
        HashedToken.Initiator initiator =
                HashedToken.read(message("romeo", "6480ffe9055b0ecd224dcce36c5bd973a216d7a3bdaa0e186f96046e9c88475f"));

        assertThat(initiator.username()).isEqualTo("romeo");
        assertThat(HashedToken.NONE.matches(initiator, SECRET, new byte[0])).isTrue();
        assertThat(HashedToken.NONE.matches(initiator, "another".getBytes(UTF_8), new byte[0]))
                .isFalse();
    }

    @Test
    void initiatorIsBoundToItsChannel() {
        HashedToken.Initiator initiator =
                HashedToken.read(message("romeo", "0a448be0731eb36748d4767ee0bd7394870f209b38dd3cf5973cf022ac5b0532"));

        assertThat(HashedToken.EXPR.matches(initiator, SECRET, CHANNEL)).isTrue();
        assertThat(HashedToken.EXPR.matches(initiator, SECRET, new byte[] {1, 2, 4}))
                .isFalse();
    }

    @Test
    void serverProvesThatItHasTheToken() {
        assertThat(HashedToken.EXPR.responder(SECRET, CHANNEL))
                .isEqualTo(HexFormat.of().parseHex("9ac2e0964141601e7d12650281242ea559093821b07474710564774d17f806d8"));
    }

    @Test
    void bindingIsNeitherForgottenNorInvented() {
        HashedToken.Initiator initiator = new HashedToken.Initiator("romeo", new byte[32]);

        assertThatIllegalArgumentException().isThrownBy(() -> HashedToken.EXPR.matches(initiator, SECRET, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> HashedToken.NONE.matches(initiator, SECRET, CHANNEL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "romeo", "romeo\0", "romeo\0short", "\0abcdefghabcdefghabcdefghabcdefgh"})
    void messageThatBreaksTheGrammarIsRefused(String message) {
        assertThatThrownBy(() -> HashedToken.read(message.getBytes(UTF_8))).isInstanceOf(SaslFailure.class);
    }

    @Test
    void tokensDifferAndAreLong() {
        SecureRandom random = new SecureRandom();

        assertThat(HashedToken.generate(random)).hasSize(43).isNotEqualTo(HashedToken.generate(random));
    }

    private static byte[] message(String username, String hash) {
        byte[] head = (username + '\0').getBytes(UTF_8);
        byte[] tail = HexFormat.of().parseHex(hash);
        byte[] message = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, message, head.length, tail.length);
        return message;
    }
}
