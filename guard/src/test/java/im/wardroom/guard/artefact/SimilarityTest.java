// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The expected digests were made by the reference implementation (TLSH 3.4.4).
class SimilarityTest {

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        long state = seed;
        for (int i = 0; i < length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            bytes[i] = (byte) (state >>> 56);
        }
        return bytes;
    }

    private static Similarity of(byte[] bytes) {
        SimilarityDigest digest = new SimilarityDigest();
        for (int i = 0; i < bytes.length; i += 777) {
            digest.update(bytes, i, Math.min(777, bytes.length - i));
        }
        return Objects.requireNonNull(digest.digest());
    }

    private static byte[] changed() {
        byte[] bytes = Arrays.copyOf(random(4500, 1), 5000);
        System.arraycopy(random(500, 9), 0, bytes, 4500, 500);
        return bytes;
    }

    @Test
    void digestsAreThoseOfTheReference() {
        assertThat(of(random(5000, 1)))
                .hasToString("T19DA18D264D7F078D5CCE424B576BEF23A82F8BB2193144A70B062770D3A55B9075D2E3");
        assertThat(of(changed()))
                .hasToString("T1DFA17D4A5ABF064C5CCD414B919BAF22942BCBB1993644EB17063360D3961F90B5D3B3");
        assertThat(of(random(70_000, 5)))
                .hasToString("T191631296503E6E4988C233E2DEE1C634A4B26A4F5EDDE5D00115FBC14C5F0776AAB63C");
        assertThat(of(random(2000, 3)))
                .hasToString("T139410A80BEC9DB35BCC9B0AC09E6EE6F014DBD0FCAB690DC8F7282900476274F500161");
    }

    @Test
    void distancesAreThoseOfTheReference() {
        Similarity one = of(random(5000, 1));
        assertThat(one.distance(of(changed()))).isEqualTo(47);
        assertThat(one.distance(of(random(5000, 77)))).isEqualTo(262);
        assertThat(one.distance(of(random(70_000, 5)))).isEqualTo(666);
        assertThat(one.distance(one)).isZero();
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Similarity one = of(random(5000, 1));
        assertThat(Similarity.parse(one.toString())).isEqualTo(one);
        assertThatThrownBy(() -> Similarity.parse("T1zz")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aShortOrUniformFileHasNone() {
        SimilarityDigest digest = new SimilarityDigest();
        digest.update(new byte[100_000], 0, 100_000);
        assertThat(digest.digest()).isNull();
        assertThat(new SimilarityDigest().digest()).isNull();
    }
}
