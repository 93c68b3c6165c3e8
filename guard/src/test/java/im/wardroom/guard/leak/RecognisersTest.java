// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.guard.Glance;
import im.wardroom.guard.indicator.Acts;
import im.wardroom.guard.leak.Recogniser.Span;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What each of them knows, and texts from real life that it must not take for it.
class RecognisersTest {

    private static List<String> found(Recogniser recogniser, String text) {
        Reading reading = Reading.of(text);
        List<String> found = recogniser.find(reading).stream()
                .map(reading::inOriginal)
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
        Glance glance = Acts.message(Element.of(Namespaces.CLIENT, "body", text).toString())
                .glance();
        if (!found.isEmpty() && glance.isAscii()) {
            assertThat(recogniser.mayBeIn(glance)).isTrue();
            assertThat(recogniser.mayBeBland() || !glance.isBland()).isTrue();
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "pay with 4111 1111 1111 1111 please",
                "5555-5555-5555-4444",
                "Amex 3782 822463 10005",
                "378282246310005.",
                "My card:6011111111111117!",
                "3530 1113 3330 0000",
                "36 is too short, 30569309025904 is not",
                "２２２３００３１２２００３２２２",
                "4111\u200b1111\u200b1111\u200b1111",
                "٤١١١١١١١١١١١١١١١",
                "4111\u00a01111\u00a01111\u00a01111",
                "4012‑8888‑8888‑1881"
            })
    void cardsAreKnown(String text) {
        assertThat(found(new Cards(), text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "order 4111111111111111 has shipped",
                "Your tracking number is 4012888888881881",
                "Bestellnummer: 5555555555554444",
                "IMEI 490154203237518",
                "call me: +49 431 8800 1234, or +1 555 010 9999",
                "0000000000000000",
                "4444444444444444",
                "1734567890123 is the time in milliseconds",
                "2026-01-01 12:00:00.123456789",
                "a4111111111111111b",
                "550e8400-e29b-41d4-a716-446655440000",
                "1.4111111111111111",
                "10.1000/4111111111111111",
                "978-3-16-148410-0",
                "9 780306 406157",
                "pi is 3.14159265358979323846"
            })
    void whatOnlyLooksLikeACardIsNone(String text) {
        assertThat(found(new Cards(), text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89 3704 0044 0532 0130 00",
                "de89370400440532013000",
                "to GB29 NWBK 6016 1331 9268 19 by Friday",
                "IBAN:FR1420041010050500013M02606.",
                "NO93 8601 1117 947 danke",
                "DE89-3704-0044-0532-0130-00",
                "ＤＥ８９３７０４００４４０５３２０１３０００"
            })
    void bankAccountsAreKnown(String text) {
        assertThat(found(new Ibans(), text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE88 3704 0044 0532 0130 00",
                "DE89 3704 0044 0532 0130",
                "flight LH1234 to BE17 at gate DE12",
                "XX89370400440532013000",
                "XDE89370400440532013000",
                "commit de89370400440532013000abc"
            })
    void whatOnlyLooksLikeABankAccountIsNone(String text) {
        assertThat(found(new Ibans(), text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMIIEvQ",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ==\n-----END PGP PRIVATE KEY BLOCK-----",
                "AKIAIOSFODNN7EXAMPLE",
                "use ghp_16C7e42F292c6912E7710c838347Ae178B4a for that",
                "xoxb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
                "glpat-abcDEF1234567890ghiJ",
                "api_key = \"f8Kq2LmZx9Rt4Wv7Yb1Nc6\"",
                "Das Passwort ist: kV9x-2Lmq-8Zt4-Rw7p",
                "aws_secret_access_key? secret: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
            })
    void keysAreKnown(String text) {
        assertThat(found(new Keys(), text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----",
                "the password is in the usual place, ask me tomorrow",
                "password: changeyourpassword",
                "Donaudampfschifffahrtsgesellschaftskapitän",
                "fixed in 65fac6f04b1c3d2e9a8b7c6d5e4f3a2b1c0d9e8f",
                "https://example.org/a/very/long/path/with/many/parts?and=queries&more=123456",
                "token: https://example.org/1234/abcd/EFGH/ijkl",
                "AKIA is the beginning of a key",
                "eyJ is how JSON begins in base64"
            })
    void whatOnlyLooksLikeAKeyIsNone(String text) {
        assertThat(found(new Keys(), text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "54.3213, 10.1349",
                "we meet at 54.32130 10.13490",
                "-33.8568,151.2153",
                "54,3213; 10,1349",
                "lat 54.32 lon 10.13",
                "Latitude: 54.32, Longitude: 10.13",
                "54.32° N, 10.13° E",
                "N54.321 E10.134",
                "54° 19' 17\" N, 10° 8' 5.6\" E",
                "54°19′17″N 10°08′05″O",
                "N 54° 19.28' E 010° 08.09'",
                "pos 54-19.28N 010-08.09E course 270",
                "5419.28N 01008.09E",
                "32U NF 73822 19561",
                "32UNF7382219561",
                "32U 573822 6019561",
                "geo:54.3213,10.1349;u=35",
                "https://www.google.com/maps/@54.3213,10.1349,15z",
                "https://www.openstreetmap.org/?mlat=54.3213&mlon=10.1349#map=15/54.3213/10.1349",
                "https://maps.apple.com/?ll=54.3213%2C10.1349",
                "５４．３２１３， １０．１３４９"
            })
    void positionsAreKnown(String text) {
        assertThat(found(new Positions(), text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version 1.2.3, then 10.4.1",
                "from 2.14.1 to 10.0.3",
                "between 12.30 and 14.45, in room 2.15",
                "it costs 12.99, 24.99 with shipping",
                "1.234,56 EUR and 12.345,67 EUR",
                "192.168.10.1, 10.0.0.1",
                "the shares were 0.1234, 0.5678",
                "1.2345, 2.3456, 3.4567, 4.5678",
                "99.1234, 200.1234",
                "ratio 3.14159 and 2.71828 are constants",
                "2026-01-01 12:00:00",
                "order 32U NF",
                "part no. 33UXP12",
                "61C AB 12345 12345",
                "see https://example.org/releases/10.123/20.456.html",
                "https://example.org/v1.2/page?id=123456",
                "temperature 21.5 N of nowhere",
                "5-10 N 3-4 E",
                "half past 10' of film"
            })
    void whatOnlyLooksLikeAPositionIsNone(String text) {
        assertThat(found(new Positions(), text)).isEmpty();
    }

    @Test
    void wordsAreWholeAndHoweverTheyAreWritten() {
        Keywords words = new Keywords(List.of("Projekt Ostwind", "secret", "STRASSE", "größe"));
        assertThat(found(words, "The SECRET of ｐｒｏｊｅｋｔ ｏｓｔｗｉｎｄ")).hasSize(2);
        assertThat(found(words, "s\u200be\u00adc\u2060ret")).containsExactly("s\u200be\u00adc\u2060ret");
        assertThat(found(words, "GRÖSSE Gro\u0308ße")).hasSize(1);
        assertThat(found(words, "secretary, secrets, unsecret, secret1")).isEmpty();
    }

    @Test
    void addressesAreCounted() {
        assertThat(found(new EmailAddresses(), "a@example.org, b.c+d@mail.example.org; <e@x.example>"))
                .hasSize(3);
        assertThat(found(new EmailAddresses(), "see you @ noon, @juliet! user@host"))
                .isEmpty();
    }

    @Test
    void ownPatternsMayNotMatchNothing() {
        assertThat(found(new Expression("\\bVS-\\d{4}\\b"), "about VS-2001 and VS-20"))
                .containsExactly("VS-2001");
        assertThatThrownBy(() -> new Expression("a*")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Expression("(")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void longTextsTakeTimeInProportion() {
        List<Recogniser> all = List.of(new Cards(), new Ibans(), new Keys(), new Positions(), new EmailAddresses());
        for (String piece : List.of(
                "4111 1111 ", "de89 3704", "54.3213, ", "a@b.c@", "password: a1", "54° 19' ", "https://1.234,")) {
            Reading reading = Reading.of(piece.repeat(3_000));
            long begin = System.nanoTime();
            for (Recogniser recogniser : all) {
                for (Span span : recogniser.find(reading)) {
                    assertThat(span.end()).isGreaterThan(span.start());
                }
            }
            assertThat(System.nanoTime() - begin).as(piece).isLessThan(5_000_000_000L);
        }
    }
}
