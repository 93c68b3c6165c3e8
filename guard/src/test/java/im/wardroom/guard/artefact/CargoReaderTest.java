// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CargoReaderTest {

    private static final String SHA256 = "ab".repeat(32);
    private static final ArtefactRules RULES =
            ArtefactRules.DEFAULT.withOwnHosts(Set.of("ship.example")).withUploadHosts(Set.of("files.ship.example"));
    private static final FileFacts FACTS = source -> source.endsWith("/tool.zip")
            ? new FileFacts.Facts(SHA256, null, true)
            : source.endsWith("/photo.zip") ? new FileFacts.Facts(SHA256, null, false) : null;

    private final CargoReader reader = new CargoReader(() -> RULES, FACTS);

    private Cargo read(String stanza) {
        return reader.read(Stanza.parse(Element.read(stanza.getBytes(java.nio.charset.StandardCharsets.UTF_8), "")
                .inNamespace(Namespaces.CLIENT)));
    }

    private Cargo body(String text) {
        Element body = Element.of(Namespaces.CLIENT, "body", text);
        return reader.read(Stanza.parse(Element.of(Namespaces.CLIENT, "message", body)));
    }

    private List<String> links(String text) {
        return body(text).links().stream().map(Link::spelling).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            http://evil.example/a                                  | link:evil.example/a
            look: HTTP://EVIL.Example:80/a?utm_source=x            | link:evil.example/a
            https://evil.example:443/a#part                        | link:evil.example/a
            https://evil.example:8443/a                            | link:evil.example:8443/a
            http://bank.example@evil.example/a                     | link:evil.example/a
            http://evil.example/%61                                | link:evil.example/a
            http://%65vil.example/%2561                            | link:evil.example/a
            http:\\\\evil.example\\a                               | link:evil.example/a
            (see http://evil.example/a).                           | link:evil.example/a
            look at www.evil.example/a!                            | link:www.evil.example/a
            look at evil.example/a                                 | link:evil.example/a
            http://evil.example/x/../a                             | link:evil.example/a
            http://evil\u200B.example/a                            | link:evil.example/a
            http://evil.example/8f3a9c21e/view                     | link:evil.example/*/view
            http://evil.example/photo?id=4711&b=2                  | link:evil.example/photo?b&id
            http://evil.example/photo?b=9&id=12                    | link:evil.example/photo?b&id
            http://b\u00FCcher.example/                            | link:xn--bcher-kva.example/
            http://xn--bcher-kva.example/                          | link:xn--bcher-kva.example/
            http://evil\u3002example/a                             | link:evil.example/a
            http://3232235777/a                                    | link:192.168.1.1/a
            http://0xC0.0250.1.1/a                                 | link:192.168.1.1/a
            http://[2001:DB8::1]/a                                 | link:[2001:db8:0:0:0:0:0:1]/a
            https://bit.ly/3xYzAbC                                 | link:bit.ly/3xYzAbC
            javascript:alert(1)                                    | link:javascript:/
            ms-msdt:/id%20PCWDiagnostic                            | link:ms-msdt:/
            \\\\evil.example\\share\\a.exe                         | link:file:/
            """)
    void aLinkIsWhatABrowserWouldFollow(String text, String spelling) {
        assertThat(links(text.replace("\\u200B", "\u200B")
                        .replace("\\u00FC", "\u00FC")
                        .replace("\\u3002", "\u3002")))
                .containsExactly(spelling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Good morning, is the watch list ready?",
                "Lunch at 12:30? Then e.g. soup, i.e. the usual. Mr. Smith pays.",
                "Position 54.32.10 N, course 2.7, report.pdf is in the cabin",
                "do not open hxxp://evil.example/a, nor evil[.]example",
                "my address is juliet@evil.example, write to me",
                "https://wiki.ship.example/plan and https://ship.example/lunch",
                "std::vector<int> a; note: data: 20, file: see below",
                "https://files.ship.example/4711/photo.zip",
                "https://files.ship.example/4711/holiday.jpg"
            })
    void ordinaryTextCarriesNothing(String text) {
        assertThat(body(text)).isEqualTo(Cargo.NONE);
    }

    @Test
    void linksAreFoundWhereClientsShowThem() {
        Stream.of(
                        "<subject>http://evil.example/a</subject>",
                        "<x xmlns='jabber:x:oob'><url>http://evil.example/a</url></x>",
                        "<html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'>"
                                + "<p><a href='http://evil.example/a'>http://bank.ship.example/</a></p></body></html>",
                        "<reference xmlns='urn:xmpp:reference:0' type='data' uri='http://evil.example/a'/>",
                        "<file-sharing xmlns='urn:xmpp:sfs:0'><sources><url-data xmlns='http://jabber.org/protocol/"
                                + "url-data' target='http://evil.example/a'/></sources></file-sharing>",
                        "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'><body>http://evil.example/a"
                                + "</body></message></forwarded>")
                .forEach(child -> assertThat(read("<message xmlns='jabber:client'>" + child + "</message>")
                                .links())
                        .as(child)
                        .contains(new Link("evil.example", "/a")));
    }

    @Test
    void presenceAndProfilesAreReadToo() {
        assertThat(read("<presence xmlns='jabber:client'><status>see http://evil.example/a</status></presence>")
                        .links())
                .isNotEmpty();
        assertThat(
                        read("<iq xmlns='jabber:client' type='set'><vCard xmlns='vcard-temp'><URL>http://evil.example/a</URL>"
                                        + "</vCard></iq>")
                                .links())
                .isNotEmpty();
    }

    @Test
    void namesOfProtocolsAreNoLinks() {
        assertThat(read("<presence xmlns='jabber:client'><c xmlns='http://jabber.org/protocol/caps' hash='sha-1'"
                        + " node='https://client.example' ver='x'/></presence>"))
                .isEqualTo(Cargo.NONE);
        assertThat(read("<message xmlns='jabber:client'><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
                        + "<value>http://jabber.org/protocol/muc#request</value></field></x></message>"))
                .isEqualTo(Cargo.NONE);
    }

    @Test
    void aLinkIntoTheOwnUploadServiceIsTheFileBehindIt() {
        assertThat(body("https://files.ship.example/4711/tool.zip").traces())
                .containsExactly(new Cargo.Trace(new FilePrint(SHA256, null), true));
        assertThat(body("https://files.ship.example/4711/unknown.exe").traces())
                .extracting(trace -> trace.artefact().spelling())
                .containsExactly("link:files.ship.example/4711/unknown.exe");
    }

    @Test
    void anOfferedProgramIsKnownByItsHash() {
        String hash = java.util.Base64.getEncoder()
                .encodeToString(java.util.HexFormat.of().parseHex(SHA256));
        String offer = "<message xmlns='jabber:client'><file xmlns='urn:xmpp:file:metadata:0'><name>%s</name>"
                + "<hash xmlns='urn:xmpp:hashes:2' algo='sha-256'>" + hash + "</hash></file></message>";
        assertThat(read(offer.formatted("game.exe")).traces())
                .extracting(Cargo.Trace::artefact)
                .containsExactly(new FilePrint(SHA256, null));
        assertThat(read(offer.formatted("beach.jpg"))).isEqualTo(Cargo.NONE);
    }

    @Test
    void whateverAnOwnerPutsBeforeTheNameIsOneSite() {
        assertThat(new Link("a1b2.evil.example", "/x").site()).isEqualTo(new Link("evil.example", ""));
        assertThat(new Link("www.shop.co.uk", "/").site().host()).isEqualTo("shop.co.uk");
        assertThat(new Link("me.github.io", "/").site().host()).isEqualTo("me.github.io");
        assertThat(new Link("x.me.github.io", "/").site().host()).isEqualTo("me.github.io");
        assertThat(new Link("a.acct.blob.core.windows.net", "/").site().host()).isEqualTo("acct.blob.core.windows.net");
        assertThat(new Link("10.0.0.7", "/").site().host()).isEqualTo("10.0.0.7");
    }

    @Test
    void wordingsOfOneKindAreAlikeAndOthersAreNot() {
        Template one = template("Hey Anna, is this really you in the video from yesterday?? http://a1.example/x");
        Template same = template("hey Bob is this really you in the video from last week? http://b2.example/y");
        Template other = template("The minutes of the meeting on Monday are here now: http://c3.example/z");
        assertThat(one.likeness(same)).isGreaterThan(0.4);
        assertThat(one.likeness(other)).isLessThan(0.2);
    }

    private Template template(String text) {
        return Objects.requireNonNull(body(text).template());
    }

    @Test
    void quotesAndLinksAreNotPartOfTheWording() {
        Template plain = template("I do not know what this is supposed to be, do you? http://a.example/1");
        Template quoting =
                template("> some other text that was written before\nI do not know what this is supposed to be, do you?"
                        + " http://other.example/2");
        assertThat(quoting).isEqualTo(plain);
        assertThat(body("ok, see http://a.example/1").template()).isNull();
    }

    @Test
    void whatPeopleTypeIsReadBack() {
        Template template = template("Hey Anna, is this really you in the video? http://a1.example/x");
        assertThat(Artefact.parse(template.spelling())).isEqualTo(template);
        assertThat(Artefact.parse("link:HTTPS://Evil.example/A")).isEqualTo(new Link("evil.example", "/a"));
        assertThat(Artefact.parse("link:evil.example")).isEqualTo(new Link("evil.example", ""));
        assertThat(Artefact.parse("file:sha256:" + SHA256)).isEqualTo(new FilePrint(SHA256, null));
        assertThatThrownBy(() -> Artefact.parse("evil.example")).hasMessageContaining("link:");
        assertThatThrownBy(() -> Artefact.parse("file:sha256:12")).hasMessageContaining("64");
        assertThatThrownBy(() -> Artefact.parse("link:")).hasMessageContaining("host");
    }

    @Test
    void noTextMakesItFailOrTakeLong() {
        Random random = new Random(7);
        String[] parts = {
            "http://",
            "www.",
            "[",
            "]",
            "@",
            ":",
            "%",
            "%6",
            "..",
            "/",
            "\\",
            "?",
            "&",
            "=",
            "#",
            "\uD800",
            "\u3002",
            "xn--",
            "a",
            "1",
            "0x",
            " ",
            ">",
            "javascript:",
            "\u200B",
            "\u0430",
            ".com",
            ";",
            "::"
        };
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, parts.length).forEach(n -> text.append(parts[n]));
            body(text.toString());
        }
        Stream.of("http://a.", "a:", ":", ".", "http://", "%25", "www.a", "[", "a.b/")
                .map(part -> IntStream.range(0, 200_000 / part.length())
                        .mapToObj(n -> part)
                        .collect(java.util.stream.Collectors.joining()))
                .forEach(this::body);
    }
}
