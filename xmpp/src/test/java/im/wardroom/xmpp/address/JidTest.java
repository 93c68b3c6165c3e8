// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JidTest {

    // RFC 7622 §3.5, table 1
    @ParameterizedTest
    @CsvSource({
        "juliet@example.com, juliet@example.com",
        "juliet@example.com/foo, juliet@example.com/foo",
        "juliet@example.com/foo bar, juliet@example.com/foo bar",
        "juliet@example.com/foo@bar, juliet@example.com/foo@bar",
        "foo\\20bar@example.com, foo\\20bar@example.com",
        "fussball@example.com, fussball@example.com",
        "fu\u00dfball@example.com, fu\u00dfball@example.com",
        "\u03c0@example.com, \u03c0@example.com",
        "\u03a3@example.com/foo, \u03c3@example.com/foo",
        "\u03c3@example.com/foo, \u03c3@example.com/foo",
        "\u03c2@example.com/foo, \u03c2@example.com/foo",
        "king@example.com/\u265a, king@example.com/\u265a",
        "example.com, example.com",
        "example.com/foobar, example.com/foobar",
        "a.example.com/b@example.net, a.example.com/b@example.net"
    })
    void examplesOfRfc7622AreRead(String text, String normal) {
        assertThat(Jid.parse(text)).hasToString(normal);
    }

    // RFC 7622 §3.5, table 2; but for the leading space in a resource, which OpaqueString allows.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"juliet\"@example.com",
                "foo bar@example.com",
                "@example.com/",
                "@example.com",
                "henry\u2163@example.com",
                "\u265a@example.com",
                "juliet@",
                "/foobar",
                "",
                "juliet@example.com/",
                "a@b@example.com",
                "a&b@example.com",
                "a:b@example.com",
                "<a>@example.com",
                "a\uff20b@example.com",
                "a\u0000@example.com",
                "a\ud800@example.com",
                "juliet@example.com/a\u0007b",
                "juliet@exa mple.com",
                "juliet@exa_mple.com",
                "juliet@-example.com",
                "juliet@example-.com",
                "juliet@ab--c.com",
                "juliet@example..com",
                "juliet@.",
                "juliet@example.com..",
                "juliet@\u265a.com",
                "juliet@\u05d0a.com",
                "juliet@\u0301a.com",
                "juliet@xn--a.com",
                "juliet@xn--.com",
                "juliet@xn--99999999999.com",
                "juliet@[::1",
                "juliet@[::g]",
                "juliet@[::1%lo]",
                "juliet@[1.2.3.4]",
                "juliet@[]"
            })
    void whatRfc7622DoesNotAllowIsRefused(String text) {
        assertThatThrownBy(() -> Jid.parse(text)).isInstanceOf(InvalidJidException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Example.COM, example.com",
        "example.com., example.com",
        "localhost, localhost",
        "127.0.0.1, 127.0.0.1",
        "[2001:DB8::1], [2001:db8::1]",
        "FU\u00dfBALL.example, fu\u00dfball.example",
        "xn--fuball-cta.example, fu\u00dfball.example",
        "XN--FUBALL-CTA.example, fu\u00dfball.example",
        "b\u00fccher.example, b\u00fccher.example",
        "bu\u0308cher.example, b\u00fccher.example",
        "xn--bcher-kva.example, b\u00fccher.example",
        "\u4f8b\u3002\u4f8b, \u4f8b.\u4f8b",
        "xn--fsq.example, \u4f8b.example"
    })
    void domainHasOneForm(String text, String normal) {
        assertThat(new Domain(text)).hasToString(normal);
    }

    @Test
    void caseOfALocalpartDoesNotMatterAndThatOfAResourceDoes() {
        assertThat(Jid.parse("Juliet@Example.com/Balcony")).isEqualTo(Jid.parse("juliet@example.com/Balcony"));
        assertThat(Jid.parse("juliet@example.com/Balcony")).isNotEqualTo(Jid.parse("juliet@example.com/balcony"));
        assertThat(new Localpart("\uff2auliet")).isEqualTo(new Localpart("juliet"));
    }

    @Test
    void eachPartHasAtMost1023Bytes() {
        assertThat(new Localpart("a".repeat(1023)).value()).hasSize(1023);
        assertThat(new Resource("\u00e4".repeat(511)).value()).hasSize(511);
        for (String part : List.of("a".repeat(1024), "\u00e4".repeat(512), "\u00e4".repeat(10_000_000))) {
            assertThatThrownBy(() -> new Localpart(part)).isInstanceOf(InvalidJidException.class);
            assertThatThrownBy(() -> new Resource(part)).isInstanceOf(InvalidJidException.class);
            assertThatThrownBy(() -> new Domain(part)).isInstanceOf(InvalidJidException.class);
        }
    }

    @Test
    void labelOfADomainHasAtMost63Characters() {
        assertThat(new Domain("a".repeat(63) + ".example").value()).hasSize(71);
        assertThatThrownBy(() -> new Domain("a".repeat(64) + ".example")).isInstanceOf(InvalidJidException.class);
    }

    @Test
    void bareAndFullAddressesAreToldApart() {
        assertThatThrownBy(() -> BareJid.parse("a@b/c")).isInstanceOf(InvalidJidException.class);
        assertThatThrownBy(() -> FullJid.parse("a@b")).isInstanceOf(InvalidJidException.class);
        assertThat(FullJid.parse("a@b/c").bare()).isEqualTo(BareJid.parse("a@b"));
    }

    @Test
    void normalFormStaysAsItIs() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int valid = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = word(random) + "@" + word(random) + "/" + word(random);
            try {
                Jid jid = Jid.parse(text);
                valid++;
                assertThat(Jid.parse(jid.toString()))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(jid);
            } catch (InvalidJidException e) {
                assertThat(e).hasMessageContaining("the ");
            }
        }
        assertThat(valid).isGreaterThan(500);
    }

    private static String word(Random random) {
        String letters =
                "aZ9-.\u00c4\u00df\u03a3\u03c2\u0130\uff21\u0301\u05d0\u0628\u4f8b\uac00\u1100\u1161 \u00b7l\u00a0\u212b";
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            word.append(random.nextInt(3) == 0 ? letters.charAt(random.nextInt(letters.length())) : 'a');
        }
        return word.toString();
    }
}
