// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.externalservices;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.externalservices.Access.Credentials;
import im.wardroom.server.credential.Secret;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final BareJid ROMEO = BareJid.parse("romeo@capulet.example");
    private static final BareJid JULIET = BareJid.parse("juliet@capulet.example");

    private final Access.Shared shared = new Access.Shared(new Secret("north-by-northwest"), Duration.ofHours(12));

    /// As another implementation of HMAC (Python's) makes them of the same secret.
    @Test
    void relayThatKnowsTheSecretAcceptsWhatIsMadeOfIt() {
        Credentials made = shared.of(ROMEO, NOW);
        assertThat(made.username()).isEqualTo("1767268800:398775ca528b044b");
        assertThat(made.password().reveal()).isEqualTo("kj0kBc0aGvE+yJoeBBti4YiNU0Q=");
        assertThat(made.expires()).isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
    }

    @Test
    void userHasTheSameNameAgainAndNobodyElseHasIt() {
        String id = id(shared.of(ROMEO, NOW));
        assertThat(id(shared.of(ROMEO, NOW.plusSeconds(100)))).isEqualTo(id);
        assertThat(id(shared.of(JULIET, NOW))).isNotEqualTo(id);
        assertThat(id).doesNotContain("romeo");
    }

    private static String id(Credentials credentials) {
        return credentials.username().split(":", -1)[1];
    }

    @Test
    void nothingPrintsASecret() {
        assertThat(shared.toString() + shared.of(ROMEO, NOW) + new Access.Fixed("guest", new Secret("guest-secret")))
                .doesNotContain("north-by-northwest")
                .doesNotContain("kj0kBc0aGvE+yJoeBBti4YiNU0Q=")
                .doesNotContain("guest-secret");
    }
}
