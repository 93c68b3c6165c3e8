// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private static final long IPV4 = 0xFFFF_0000_0000L;

    private final Directory directory = Directory.standard();

    @Test
    void hostBelowAKnownNameIsFound() {
        assertThat(service("g.whatsapp.net")).contains(Service.WHATSAPP);
        assertThat(service("whatsapp.net")).contains(Service.WHATSAPP);
        assertThat(service("*.viber.com")).contains(Service.VIBER);
        assertThat(service("whatsapp.net.example.org")).isEmpty();
        assertThat(service("notwhatsapp.net")).isEmpty();
        assertThat(service("net")).isEmpty();
        assertThat(service("")).isEmpty();
    }

    @Test
    void longerNameSaysMore() {
        assertThat(directory.host("media-mxp1-1.cdn.whatsapp.net").orElseThrow().activity())
                .isEqualTo("file");
        assertThat(directory.host("g.whatsapp.net").orElseThrow().activity()).isEqualTo("chat");
    }

    @Test
    void sharedServiceIsKnownByItsExactNameOnly() {
        assertThat(service("feelinsonice-hrd.appspot.com")).contains(Service.SNAPCHAT);
        assertThat(service("other.appspot.com")).isEmpty();
    }

    @Test
    void addressIsFoundInItsNetwork() {
        assertThat(address(0, IPV4 | 0x959AA733L)).contains(Service.TELEGRAM);
        assertThat(address(0x2001067C04E80000L, 5)).contains(Service.TELEGRAM);
        assertThat(address(0, IPV4 | 0x08080808L)).isEmpty();
        assertThat(address(0, 0)).isEmpty();
        assertThat(address(-1, -1)).isEmpty();
    }

    @Test
    void linesOfAnAdministratorPrevail() throws IOException {
        Directory more = directory.with("ours.tsv", new StringReader("""
                # ours
                @source\tour proxy
                host\tgroup.t.me\t-
                host\tchat.example\tmatrix\tchat
                network\t149.154.167.0/24\t-
                """));

        assertThat(more.host("group.t.me")).isEmpty();
        assertThat(more.host("t.me").flatMap(Entry::service)).contains(Service.TELEGRAM);
        assertThat(more.host("a.chat.example").orElseThrow().source()).isEqualTo("our proxy");
        assertThat(more.address(0, IPV4 | 0x959AA733L)).isEmpty();
        assertThat(more.address(0, IPV4 | 0x959AA833L).flatMap(Entry::service)).contains(Service.TELEGRAM);
    }

    @Test
    void whatIsTheOrganisationsOwnIsAllowed() throws IOException {
        Directory more = directory.with("ours.tsv", new StringReader("""
                host\txmpp.example\tallowed
                network\t192.0.2.0/24\tallowed
                """));

        assertThat(more.allows("chat.xmpp.example")).isTrue();
        assertThat(more.allows("example")).isFalse();
        assertThat(more.allows(0, IPV4 | 0xC0000205L)).isTrue();
        assertThat(more.allows(0, IPV4 | 0xC0000305L)).isFalse();
        assertThat(more.host("chat.xmpp.example")).isEmpty();
        assertThat(directory.allows("chat.xmpp.example")).isFalse();
    }

    @Test
    void wrongLineIsNamed() {
        assertThatThrownBy(() -> directory.with("ours.tsv", new StringReader("#\nhost\ta.example\twhatsup")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ours.tsv, line 2: expected a service such as whatsapp, - for none, or allowed");
        assertThatThrownBy(() -> directory.with("ours.tsv", new StringReader("network\t10.0.0.1/8\tirc")))
                .hasMessageContaining("not the first address of a network");
        for (String network : new String[] {
            "10.0.0.0",
            "10.0.0.0/8;",
            "10.0.0.0/+8",
            "10.0.0.0/a",
            "10.0.0.0//8",
            "10.0.0.0/1000",
            "fe80::%eth0/64",
            "ten/8",
            "/8"
        }) {
            assertThatThrownBy(() -> directory.with("ours.tsv", new StringReader("network\t" + network + "\tirc")))
                    .as(network)
                    .hasMessage("ours.tsv, line 1: expected a network such as 192.0.2.0/24 or 2001:db8::/32");
        }
        for (String host : new String[] {
            "a.example;",
            "a b.example",
            "a\"b.example",
            "a..example",
            "*.example",
            ".example",
            "example.",
            "a".repeat(64)
        }) {
            assertThatThrownBy(() -> directory.with("ours.tsv", new StringReader("host\t" + host + "\tirc")))
                    .as(host)
                    .hasMessageContaining("ours.tsv, line 1: expected a name such as chat.example.org");
        }
    }

    @Test
    void everyServiceHasEntriesAndEveryEntryItsSource() {
        Set<Service> known = EnumSet.noneOf(Service.class);
        directory.entries().forEach(entry -> entry.service().ifPresent(known::add));

        assertThat(known).isEqualTo(EnumSet.allOf(Service.class));
        assertThat(directory.entries()).allSatisfy(entry -> {
            assertThat(entry.source()).isNotBlank();
            assertThat(entry.date()).matches("20\\d\\d-\\d\\d-\\d\\d");
        });
    }

    @Test
    void everyNameIsThatOfItsService() {
        for (Entry entry : directory.entries()) {
            if (entry.kind() == Entry.Kind.HOST || entry.kind() == Entry.Kind.EXACT) {
                assertThat(service(entry.value())).as(entry.value()).isEqualTo(entry.service());
            }
        }
    }

    @Test
    void marksAreFound() {
        assertThat(directory.port("udp", 8801).flatMap(Entry::service)).contains(Service.ZOOM);
        assertThat(directory.mark(Entry.Kind.PROTOCOL, "xmpp-client").flatMap(Entry::service))
                .contains(Service.XMPP);
        assertThat(directory.beginning(Entry.Kind.AGENT, "Viber/9.1 (iPhone)").flatMap(Entry::service))
                .contains(Service.VIBER);
    }

    private Optional<Service> service(String host) {
        return directory.host(host).flatMap(Entry::service);
    }

    private Optional<Service> address(long high, long low) {
        return directory.address(high, low).flatMap(Entry::service);
    }
}
