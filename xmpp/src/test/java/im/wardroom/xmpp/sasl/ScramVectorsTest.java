// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The examples that the specifications print.
class ScramVectorsTest {

    // RFC 5802 §5
    @Test
    void exampleOfRfc5802IsReproduced() {
        ScramExchange exchange = new ScramExchange(ScramHash.SHA_1, false, Offer.NONE, Map.of(), "3rfcNHYJY1ZVvWVs7j");

        assertThat(exchange.first(bytes("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL")).username())
                .isEqualTo("user");
        assertThat(exchange.challenge(keys(ScramHash.SHA_1, "QSXCR+Q6sek8bf92")))
                .isEqualTo(bytes("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"));
        assertThat(exchange.finish(
                        bytes("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=")))
                .isEqualTo(bytes("v=rmF9pqV8S7suAoZWja4dJRkFsKQ="));
    }

    // RFC 7677 §3
    @Test
    void exampleOfRfc7677IsReproduced() {
        String nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        ScramExchange exchange =
                new ScramExchange(ScramHash.SHA_256, false, Offer.NONE, Map.of(), "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");

        exchange.first(bytes("n,,n=user,r=rOprNGfwEbeRWgbNEkqO"));
        assertThat(exchange.challenge(keys(ScramHash.SHA_256, "W22ZaJ0SNY7soEsUEjb6gQ==")))
                .isEqualTo(bytes("r=" + nonce + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
        assertThat(exchange.finish(bytes("c=biws,r=" + nonce + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=")))
                .isEqualTo(bytes("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
    }

    // XEP-0474 §5.3
    @Test
    void exampleOfXep0474IsReproduced() {
        Offer offer = new Offer(
                List.of("SCRAM-SHA-1", "SCRAM-SHA-1-PLUS"),
                List.of(ChannelBinding.TLS_SERVER_END_POINT, ChannelBinding.TLS_EXPORTER));
        String nonce = "12C4CD5C-E38E-4A98-8F6D-15C38F51CCC6a09117a6-ac50-4f2f-93f1-93799c2bddf6";
        ScramExchange exchange = new ScramExchange(
                ScramHash.SHA_1,
                true,
                offer,
                Map.of(ChannelBinding.TLS_EXPORTER, bytes("THIS IS FAKE CB DATA")),
                "a09117a6-ac50-4f2f-93f1-93799c2bddf6");

        exchange.first(bytes("p=tls-exporter,,n=user,r=12C4CD5C-E38E-4A98-8F6D-15C38F51CCC6"));
        assertThat(exchange.challenge(keys(ScramHash.SHA_1, "QSXCR+Q6sek8bf92")))
                .isEqualTo(bytes("r=" + nonce + ",s=QSXCR+Q6sek8bf92,i=4096,h=G6k/rBLDqgOhRRaCuuatSDFkJ08="));
        assertThat(exchange.finish(bytes("c=cD10bHMtZXhwb3J0ZXIsLFRISVMgSVMgRkFLRSBDQiBEQVRB,r=" + nonce
                        + ",x=19C6532F-1CF4-4A27-A18D-DC9CEA41BBB3,p=M/SIDjT+dfcxUh89jZEypRvFxB4=")))
                .isEqualTo(bytes("v=MQrMPvv7yv4x4Cq4W4Ih25EqS2c="));
    }

    @Test
    void hashOfAnOfferDoesNotDependOnItsOrder() {
        Offer one =
                new Offer(List.of("B", "A"), List.of(ChannelBinding.TLS_EXPORTER, ChannelBinding.TLS_SERVER_END_POINT));
        Offer other =
                new Offer(List.of("A", "B"), List.of(ChannelBinding.TLS_SERVER_END_POINT, ChannelBinding.TLS_EXPORTER));

        assertThat(one.downgradeHash(ScramHash.SHA_512)).isEqualTo(other.downgradeHash(ScramHash.SHA_512));
    }

    @Test
    void hashOfAnOfferShowsThatBindingsWereRemoved() {
        Offer full = new Offer(List.of("A"), List.of(ChannelBinding.TLS_EXPORTER));
        Offer shortened = new Offer(List.of("A"), List.of());

        assertThat(full.downgradeHash(ScramHash.SHA_256)).isNotEqualTo(shortened.downgradeHash(ScramHash.SHA_256));
    }

    private static ScramKeys keys(ScramHash hash, String salt) {
        return hash.derive("pencil", Base64.getDecoder().decode(salt), 4096);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
