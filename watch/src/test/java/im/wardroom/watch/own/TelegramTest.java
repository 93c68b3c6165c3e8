// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import static im.wardroom.watch.packet.Frames.hex;
import static im.wardroom.watch.packet.Frames.join;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Talk;
import im.wardroom.watch.service.Service;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramTest {

    /// A key of zero, the message's name, 20 octets, `req_pq_multi` and its nonce.
    private static final byte[] REQUEST =
            hex("0000000000000000 0102030405060708 14000000 f18e7ebe 000102030405060708090a0b0c0d0e0f");

    private static Talk talk() {
        return Talk.tcp(new Telegram());
    }

    private static void isTelegram(Talk talk) {
        assertThat(talk.end())
                .singleElement()
                .isInstanceOfSatisfying(
                        Detection.class,
                        detection -> assertThat(detection.service()).isEqualTo(Service.TELEGRAM));
    }

    /// The first 64 octets as the document says that a client makes them.
    private static byte[] obfuscated(String transport, Random random) throws GeneralSecurityException {
        byte[] start = new byte[64];
        random.nextBytes(start);
        System.arraycopy(hex(transport), 0, start, 56, 4);
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(Arrays.copyOfRange(start, 8, 40), "AES"),
                new IvParameterSpec(Arrays.copyOfRange(start, 40, 56)));
        byte[] encrypted = cipher.doFinal(start);
        System.arraycopy(encrypted, 56, start, 56, 8);
        return start;
    }

    @ParameterizedTest
    @ValueSource(strings = {"efefefef", "eeeeeeee", "dddddddd"})
    void theObfuscatedTransportsAreKnown(String transport) throws GeneralSecurityException {
        byte[] start = obfuscated(transport, new Random(1));

        isTelegram(talk().client(start, new byte[100]));
        isTelegram(talk().inPiecesOf(10).client(start));
    }

    @Test
    void theOpenTransportsAreKnown() {
        isTelegram(talk().client(hex("ef 0a"), REQUEST));
        isTelegram(talk().client(hex("eeeeeeee 28000000"), REQUEST));
        isTelegram(talk().client(hex("dddddddd 2c000000"), REQUEST, new byte[4]));
        isTelegram(talk().client(hex("34000000 00000000"), REQUEST, new byte[4]));
    }

    @Test
    void encryptedFramesHaveToFit() {
        byte[] message = new byte[40];
        Arrays.fill(message, (byte) 0x55);

        isTelegram(talk().client(hex("ef 0a"), message).server(hex("0a"), message));
        assertThat(talk().client(hex("ef 0b"), message)
                        .server(hex("0a"), message)
                        .end())
                .isEmpty();
    }

    @Test
    void chanceIsNotTelegram() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(200) + 1];
            random.nextBytes(noise);

            assertThat(talk().client(noise).server(noise).end())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void callsAreKnownByWhatIsAskedOfTheReflectors() {
        byte[] tag = hex("000102030405060708090a0b0c0d0e0f");

        isTelegram(Talk.udp(new TelegramCall())
                .client(join(tag, hex("ffffffff ffffffff ffffffff feffffff 0102030405060708"))));
        isTelegram(Talk.udp(new TelegramCall())
                .server(join(tag, hex("ffffffff ffffffff ffffffff c77215c0 0102030405060708"))));
        assertThat(Talk.udp(new TelegramCall())
                        .client(join(tag, hex("ffffffff ffffffff ffffffff 01020304 0102030405060708")))
                        .end())
                .isEmpty();
    }
}
