// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.indicator;

import static im.wardroom.guard.indicator.Acts.act;
import static im.wardroom.guard.indicator.Acts.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.guard.Act;
import im.wardroom.guard.Alarms;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorsTest {

    @TempDir
    private Path folder;

    private final List<Finding> alarms = new ArrayList<>();
    private IndicatorRules rules = IndicatorRules.DEFAULT;

    private final Measures measures = new Alarms(alarms);

    private final Feeds feeds = new Feeds(() -> rules, measures);
    private final Indicators indicators = new Indicators(() -> rules, feeds);

    private Path own(String content) {
        Path file = folder.resolve("own.indicators");
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        rules = rules.with(List.of(file));
        return file;
    }

    private Finding found(Act act) {
        assertThat(indicators.look(act)).isInstanceOf(Verdict.Refuse.class);
        return ((Verdict.Refuse) indicators.look(act)).finding();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W32.Choke | <body>President bush shooter is game that allows you to shoot Bush balzz hahaha</body>",
                "W32.Choke | <body>http://files.example/ShootPresidentBUSH.exe</body>",
                "W95.SoFunny | <body>You guys have to download this! This really is funny!</body>",
                "W95.SoFunny | <x xmlns='jabber:x:oob'><url>https://up.example/f/SOFUNNY.EXE</url></x>",
                "W32.Goner | <body>How are you ? When I saw this screen saver, I immediately thought about you</body>",
                "W32.Goner | <subject>I am in a harry, I promise you will love it!</subject>",
                "W32.Led | <body>have a look: www.example.org/~me/Led.exe?x=1</body>",
                "W32/Rodok-A | <body>There you can download it!  give me advices on what to upgrade please!!</body>",
                "W32/Rodok-A | <body>http://home.example/downl0ad/BR2002%2Eexe</body>",
                "W32/Rodok-A | <html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'>"
                        + "There you can <b>download</b> it! give me advices on what to upgrade please</body></html>",
            })
    void familiesThatMadeHistoryAreKnown(String family, String content) {
        Finding finding = found(message(content));
        assertThat(finding.reason()).isEqualTo(Reason.INDICATOR);
        assertThat(finding.evidence()).containsEntry("family", family);
        assertThat(finding.text()).doesNotContain(family);
    }

    @Test
    void filesThatAreOfferedAreKnownByTheirNames() {
        assertThat(found(act("<iq type='set' id='1' to='juliet@capulet.example/x'><jingle xmlns='urn:xmpp:jingle:1'"
                                + " action='session-initiate' sid='1'><content name='f' creator='initiator'><description"
                                + " xmlns='urn:xmpp:jingle:apps:file-transfer:5'><file><name>Gone.scr</name></file></description>"
                                + "</content></jingle></iq>"))
                        .evidence())
                .containsEntry("family", "W32.Goner");
        assertThat(found(act(
                                "<iq type='get' id='1' to='upload.montague.example'><request xmlns='urn:xmpp:http:upload:0'"
                                        + " filename='choke.exe' size='1'/></iq>"))
                        .evidence())
                .containsEntry("family", "W32.Choke");
        assertThat(found(act(
                                "<iq type='set' id='1' to='juliet@capulet.example/x'><si xmlns='http://jabber.org/protocol/si'"
                                        + " id='a'><file xmlns='http://jabber.org/protocol/si/profile/file-transfer' name='love.exe'"
                                        + " size='1'/></si></iq>"))
                        .evidence())
                .containsEntry("family", "W95.SoFunny");
        assertThat(indicators.bad("GONE.SCR", "00")).isPresent();
        assertThat(indicators.bad("gone.txt", "00")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Have you ever read about gone.scr? It was called Goner.",
                "When I saw this I immediately thought about you :-)",
                "Could you please check out this program for me?",
                "I promise you will love it",
                "You can download it from our wiki: https://wiki.montague.example/display/IT/Setup.exe",
                "Please do not choke on it. See you at gone-fishing.example",
                "The led is broken; the file is at C:\\tools\\ledger.exe",
                "Meet me at 18:30. Bring love.",
                "https://news.example/2001/12/05/goner?file=gone.scr",
                "mail tybalt@evil.example if you must",
                "Wir treffen uns in Köln. Bis dann!"
            })
    void whatPeopleSayPasses(String body) {
        own("host evil.example\n");
        feeds.refresh();
        assertThat(indicators.look(message("<body>" + body + "</body>"))).isEqualTo(Verdict.PASS);
    }

    @Test
    void statusesSubjectsNamesAndItemsAreReadToo() {
        own("host evil.example\n");
        feeds.refresh();
        for (String stanza : List.of(
                "<presence><status>look: evil.example</status></presence>",
                "<message type='groupchat' to='r@rooms.example'><subject>https://www.EVIL.example./x</subject></message>",
                "<iq type='set' id='1'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='n'><item>"
                        + "<nick xmlns='http://jabber.org/protocol/nick'>evil.example</nick></item></publish></pubsub></iq>",
                "<iq type='set' id='1'><vCard xmlns='vcard-temp'><URL>http://a:b@evil.example:8080/</URL></vCard></iq>",
                "<message to='juliet@capulet.example'><html xmlns='http://jabber.org/protocol/xhtml-im'><body"
                        + " xmlns='http://www.w3.org/1999/xhtml'><a href='http://evil.example'>click</a></body></html></message>")) {
            assertThat(found(act(stanza)).evidence()).containsEntry("entry", "evil.example");
        }
    }

    @Test
    void whatIsEncryptedIsLeftAlone() {
        own("pattern [A-Za-z0-9]{8}\n");
        feeds.refresh();
        assertThat(indicators.look(
                        message("<encrypted xmlns='eu.siacs.conversations.axolotl'><payload>AAAABBBBCCCC</payload>"
                                + "</encrypted>")))
                .isEqualTo(Verdict.PASS);
        assertThat(indicators.look(message("<body>AAAABBBB</body>"))).isNotEqualTo(Verdict.PASS);
    }

    @Test
    void ownListsHaveHostsHashesNamesTextsAndPatterns() {
        String hash = "ab".repeat(32);
        own("""
                # ours
                family Kelvir
                host evil.example
                name *.pdf.js
                text check out my new picture gallery
                pattern (?i)invoice_[0-9]{6}\\.zip
                %s
                0.0.0.0 tracker.example
                bücher.example
                """.formatted(hash.toUpperCase(java.util.Locale.ROOT)));
        assertThat(feeds.refresh()).isEmpty();
        assertThat(found(message("<body>https://cdn.evil.example/x</body>")).evidence())
                .containsEntry("family", "Kelvir")
                .containsEntry("kind", "host");
        assertThat(found(message("<body>tracker.example</body>")).reason()).isEqualTo(Reason.INDICATOR);
        assertThat(found(message("<body>http://BÜCHER.example/</body>")).reason())
                .isEqualTo(Reason.INDICATOR);
        assertThat(found(message("<body>http://xn--bcher-kva.example/</body>")).reason())
                .isEqualTo(Reason.INDICATOR);
        assertThat(found(message("<body>Check out, my *new* picture-gallery</body>"))
                        .reason())
                .isEqualTo(Reason.INDICATOR);
        assertThat(found(message("<body>see Invoice_123456.zip</body>")).reason())
                .isEqualTo(Reason.INDICATOR);
        assertThat(indicators.bad("x.PDF.js", "00")).isPresent();
        assertThat(indicators.bad("", hash))
                .hasValueSatisfying(bad -> assertThat(bad.reason()).isEqualTo(Reason.FILE_MALWARE));
        assertThat(indicators.look(message("<body>https://notevil.example/ and example</body>")))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void listThatIsBrokenIsRefusedWholeAndTheOldOneStays() throws IOException {
        Path file = own("host evil.example\n");
        assertThat(feeds.refresh()).isEmpty();
        Files.writeString(file, "host other.example\nhost worse.example/with/path\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        assertThat(feeds.refresh()).singleElement().asString().contains("own.indicators:2:");
        assertThat(alarms).hasSize(1);
        assertThat(indicators.look(message("<body>evil.example</body>"))).isNotEqualTo(Verdict.PASS);
        assertThat(indicators.look(message("<body>other.example</body>"))).isEqualTo(Verdict.PASS);
        // The same again is no news.
        assertThat(feeds.refresh()).isEmpty();
        assertThat(alarms).hasSize(1);
        Files.delete(file);
        feeds.refresh();
        feeds.refresh();
        assertThat(alarms).hasSize(2);
        assertThat(indicators.look(message("<body>evil.example</body>"))).isNotEqualTo(Verdict.PASS);
        Files.writeString(file, "host other.example\n");
        assertThat(feeds.refresh()).isEmpty();
        assertThat(indicators.look(message("<body>evil.example</body>"))).isEqualTo(Verdict.PASS);
        assertThat(indicators.look(message("<body>other.example</body>"))).isNotEqualTo(Verdict.PASS);
        rules = rules.with(List.of());
        feeds.refresh();
        assertThat(indicators.look(message("<body>other.example</body>"))).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host com",
                "host a b",
                "sha256 12",
                "text hello",
                "text a b c",
                "pattern (",
                "pattern .*",
                "name *",
                "name *.?",
                "nonsense with words",
                "host http://x.example/"
            })
    void entryThatFitsNothingOrEverythingIsAProblem(String line) {
        assertThatThrownBy(() -> IndicatorList.parse("own", "# first\n" + line))
                .isInstanceOf(BadList.class)
                .hasMessageStartingWith("own:2: ");
    }
}
