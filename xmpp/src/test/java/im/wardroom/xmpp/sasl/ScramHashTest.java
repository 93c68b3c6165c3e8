// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScramHashTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void mechanismIsFoundWithAndWithoutPlus() {
        assertThat(ScramHash.of("SCRAM-SHA-512")).contains(ScramHash.SHA_512);
        assertThat(ScramHash.of("SCRAM-SHA-512-PLUS")).contains(ScramHash.SHA_512);
        assertThat(ScramHash.of("SCRAM-SHA-512-PLUS-PLUS")).isEmpty();
        assertThat(ScramHash.of("PLAIN")).isEmpty();
    }

    @Test
    void passwordMatchesItsKeysOnly() {
        ScramKeys keys = ScramHash.SHA_256.derive("pencil", 1000, random);

        assertThat(ScramHash.SHA_256.matches(keys, "pencil")).isTrue();
        assertThat(ScramHash.SHA_256.matches(keys, "Pencil")).isFalse();
        assertThat(ScramHash.SHA_256.matches(keys, "")).isFalse();
        assertThat(ScramHash.SHA_512.matches(keys, "pencil")).isFalse();
    }

    @Test
    void samePasswordHasOtherKeysForEachUser() {
        assertThat(ScramHash.SHA_256.derive("pencil", 1000, random).storedKey())
                .isNotEqualTo(ScramHash.SHA_256.derive("pencil", 1000, random).storedKey());
    }

    // RFC 4013 §3
    @ParameterizedTest
    @CsvSource({
        "I\u00adX, IX",
        "user, user",
        "USER, USER",
        "\u00aa, a",
        "\u2168, IX",
        "a\u00a0b, a b",
        "\uff41, a",
        "\ud83d\ude00, \ud83d\ude00",
        "\u0627, \u0627"
    })
    void passwordIsPreparedAsClientsDo(String typed, String prepared) {
        assertThat(SaslPrep.password(typed)).isEqualTo(prepared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00ad", "a\u0007", "\u0627\u0031", "\ue000", "\ufffe", "\ud800", "\u200e", "\ufffd"})
    void passwordWithForbiddenCharactersIsRefused(String password) {
        assertThatIllegalArgumentException().isThrownBy(() -> SaslPrep.password(password));
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(ScramHash.SHA_256.derive("pencil", 1000, random)).hasToString("ScramKeys[SCRAM-SHA-256, ***]");
    }
}
