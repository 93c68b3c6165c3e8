// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.service.Directory;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymsTest {

    private static final byte[] KEY = "a key of 16 octets".getBytes(US_ASCII);

    @Test
    void aClientHasTheSameNameUnderTheSameKey() {
        assertThat(new Pseudonyms(KEY).of(Address.ofV4(1))).isEqualTo(new Pseudonyms(KEY).of(Address.ofV4(1)));
    }

    @Test
    void anotherKeyGivesAnotherName() {
        assertThat(new Pseudonyms("another key of 16 octets".getBytes(US_ASCII)).of(Address.ofV4(1)))
                .isNotEqualTo(new Pseudonyms(KEY).of(Address.ofV4(1)));
    }

    @Test
    void clientsHaveDifferentNames() {
        Pseudonyms pseudonyms = new Pseudonyms(KEY);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 65_536; i++) {
            names.add(pseudonyms.of(Address.ofV4(0x0a000000 | i)));
        }

        assertThat(names).hasSize(65_536).allMatch(name -> name.matches("client-[a-z2-9]{10}"));
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new Pseudonyms(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TLS name acme.slack.com, JA4 t13d1516h2_8daaf6152771_e5627efa2ab1 | tls | TLS name below slack.com",
                "TLS name slack.com | tls | TLS name slack.com",
                "HTTP host chat.acme.example | http | HTTP host",
                "DNS question acme.slack.com, which stands for x | dns | DNS question below slack.com",
                "XMPP stream of acme.example | native | its own protocol",
                "149.154.167.51 is in 149.154.160.0/20 | address | address in 149.154.160.0/20",
                "10.0.0.7 is in 10.0.0.0/8 | address | an address of the service",
                "192.0.2.1 was looked up as acme.slack.com | address | an address of the service",
                "same socket as a flow with TLS name acme.slack.com | stun | a mark of its calls"
            })
    void evidenceKeepsNoNameThatTheDirectoryDoesNotHave(String evidence, String via, String shown) {
        Usage usage = new Usage(0, 0, "slack", false, "chat", via, evidence, "name", Address.ofV4(1), 1);

        assertThat(new PublicEvidence(Directory.standard()).of(usage)).isEqualTo(shown);
    }
}
