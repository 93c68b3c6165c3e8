// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PreferencesTest {

    private static final Jid BALCONY = Jid.parse("juliet@capulet.lit/balcony");

    private static Preferences preferences(Standard standard, List<String> always, List<String> never) {
        return new Preferences(standard, jids(always), jids(never));
    }

    private static List<Jid> jids(List<String> texts) {
        return texts.stream().map(Jid::parse).toList();
    }

    private static boolean archives(Preferences preferences, Jid peer) {
        return Preferences.archives(preferences.toDocuments(), Standard.NEVER, peer, false);
    }

    @Test
    void defaultHoldsForWhoIsInNoList() {
        assertThat(archives(preferences(Standard.ALWAYS, List.of(), List.of()), BALCONY))
                .isTrue();
        assertThat(archives(preferences(Standard.NEVER, List.of(), List.of()), BALCONY))
                .isFalse();
    }

    @Test
    void contactsAreThoseInTheRoster() {
        var documents = preferences(Standard.ROSTER, List.of(), List.of()).toDocuments();
        assertThat(Preferences.archives(documents, Standard.NEVER, BALCONY, true))
                .isTrue();
        assertThat(Preferences.archives(documents, Standard.ALWAYS, BALCONY, false))
                .isFalse();
    }

    @Test
    void serversDefaultHoldsForWhoChoseNothing() {
        assertThat(Preferences.archives(Map.of(), Standard.ALWAYS, BALCONY, false))
                .isTrue();
        assertThat(Preferences.read(Map.of(), Standard.ROSTER).standard()).isEqualTo(Standard.ROSTER);
    }

    /// XEP-0441 §2.3.1: a bare address stands for all resources, a full one for itself.
    @Test
    void bareAddressMatchesAllResourcesAndFullAddressOne() {
        Jid chamber = Jid.parse("juliet@capulet.lit/chamber");
        Preferences bare = preferences(Standard.NEVER, List.of("juliet@capulet.lit"), List.of());
        assertThat(archives(bare, BALCONY)).isTrue();
        assertThat(archives(bare, chamber.bare())).isTrue();
        Preferences full = preferences(Standard.NEVER, List.of("juliet@capulet.lit/balcony"), List.of());
        assertThat(archives(full, BALCONY)).isTrue();
        assertThat(archives(full, chamber)).isFalse();
    }

    @Test
    void fullAddressSaysMoreThanABareOne() {
        Preferences both =
                preferences(Standard.ALWAYS, List.of("juliet@capulet.lit/balcony"), List.of("juliet@capulet.lit"));
        assertThat(archives(both, BALCONY)).isTrue();
        assertThat(archives(both, BALCONY.bare())).isFalse();
    }

    @Test
    void whatIsInBothListsIsNotArchived() {
        List<String> same = List.of("juliet@capulet.lit");
        assertThat(archives(preferences(Standard.ALWAYS, same, same), BALCONY)).isFalse();
    }

    @Test
    void whatIsKeptComesBack() {
        Preferences chosen =
                preferences(Standard.ROSTER, List.of("a@b", "c@d/e:f"), List.of("never.x@y", "x@y/always:z"));
        assertThat(Preferences.read(chosen.toDocuments(), Standard.NEVER)).isEqualTo(chosen);
    }

    @Test
    void listsAreBounded() {
        String addresses = IntStream.rangeClosed(0, Preferences.MAX_ADDRESSES)
                .mapToObj(i -> "<jid>a" + i + "@b</jid>")
                .collect(Collectors.joining());
        String xml = "<prefs xmlns='urn:xmpp:mam:2' default='never'><always>" + addresses + "</always></prefs>";
        Element prefs = Element.read(xml.getBytes(StandardCharsets.UTF_8), "");
        assertThatThrownBy(() -> Preferences.of(prefs)).hasMessage("policy-violation");
    }

    @Test
    void defaultsAreWrittenAsTheSpecificationDoes() {
        assertThat(Stream.of(Standard.values()).map(Standard::wire)).containsExactly("always", "roster", "never");
        assertThat(Standard.of("ALWAYS")).isEmpty();
        assertThat(Standard.of(null)).isEmpty();
    }
}
