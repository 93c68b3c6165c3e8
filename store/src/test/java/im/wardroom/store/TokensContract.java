// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises of tokens.
public abstract class TokensContract extends StoreContract {

    protected TokensContract(Backend backend) {
        super(backend);
    }

    @BeforeEach
    void romeoHasAnAccount() {
        create(ROMEO);
    }

    private static Token token(String device, String secret, long counter, boolean fresh) {
        return new Token(device, "HT-SHA-256-EXPR", bytes(secret), NOON, NOON.plusSeconds(60), counter, fresh);
    }

    @Test
    void tokenComesBackWhole() {
        commit(new Change.PutToken(ROMEO, token("phone", "s", 42, true)));
        assertThat(store.tokens().of(ROMEO, "phone"))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(token("phone", "s", 42, true));
        assertThat(store.tokens().of(JULIET, "phone")).isEmpty();
    }

    @Test
    void tokenBeforeTheCurrentOneIsKeptBesideItAndComesSecond() {
        commit(
                new Change.PutToken(ROMEO, token("phone", "old", 0, false)),
                new Change.PutToken(ROMEO, token("phone", "new", 0, true)));
        assertThat(store.tokens().of(ROMEO, "phone")).extracting(Token::fresh).containsExactly(true, false);
    }

    @Test
    void laterTokenOfTheSameKindReplacesTheEarlier() {
        commit(new Change.PutToken(ROMEO, token("phone", "s", 1, true)));
        commit(new Change.PutToken(ROMEO, token("phone", "s", 2, true)));
        assertThat(store.tokens().of(ROMEO, "phone")).extracting(Token::counter).containsExactly(2L);
    }

    @Test
    void onlyTheTwentyDevicesWithTheNewestTokensKeepThem() {
        for (int i = 0; i < 25; i++) {
            Instant issued = NOON.plusSeconds(i);
            commit(new Change.PutToken(
                    ROMEO, new Token("device" + i, "HT-SHA-256-EXPR", bytes("s"), issued, issued, 0, true)));
        }
        assertThat(store.tokens().of(ROMEO, "device4")).isEmpty();
        assertThat(store.tokens().of(ROMEO, "device5")).hasSize(1);
        assertThat(store.tokens().of(ROMEO, "device24")).hasSize(1);
    }

    @Test
    void tokensOfOneDeviceAreRemovedAlone() {
        commit(new Change.PutToken(ROMEO, token("phone", "s", 1, true)));
        commit(new Change.PutToken(ROMEO, token("laptop", "s", 1, true)));
        commit(new Change.RemoveTokens(ROMEO, "phone"));
        assertThat(store.tokens().of(ROMEO, "phone")).isEmpty();
        assertThat(store.tokens().of(ROMEO, "laptop")).hasSize(1);
    }

    @Test
    void tokensOfAllDevicesAreRemovedTogether() {
        commit(new Change.PutToken(ROMEO, token("phone", "s", 1, true)));
        commit(new Change.PutToken(ROMEO, token("laptop", "s", 1, true)));
        commit(new Change.RemoveTokens(ROMEO, null));
        assertThat(store.tokens().of(ROMEO, "phone")).isEmpty();
        assertThat(store.tokens().of(ROMEO, "laptop")).isEmpty();
    }

    @Test
    void expiredTokensArePurgedBitByBitAndValidOnesStay() {
        for (int i = 0; i < 5; i++) {
            commit(new Change.PutToken(
                    ROMEO, new Token("old" + i, "HT-SHA-256-EXPR", bytes("s"), NOON, NOON.plusSeconds(1), 0, true)));
        }
        commit(new Change.PutToken(
                ROMEO, new Token("valid", "HT-SHA-256-EXPR", bytes("s"), NOON, NOON.plusSeconds(3), 0, true)));
        commit(new Change.PurgeExpired(NOON.plusSeconds(2), 3));
        assertThat(IntStream.range(0, 5)
                        .filter(i -> !store.tokens().of(ROMEO, "old" + i).isEmpty()))
                .hasSize(2);
        commit(new Change.PurgeExpired(NOON.plusSeconds(2), 3));
        assertThat(IntStream.range(0, 5)
                        .filter(i -> !store.tokens().of(ROMEO, "old" + i).isEmpty()))
                .isEmpty();
        assertThat(store.tokens().of(ROMEO, "valid")).hasSize(1);
    }
}
