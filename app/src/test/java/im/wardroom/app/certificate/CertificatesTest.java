// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.app.config.Configuration;
import im.wardroom.server.stream.ConnectionHandler;
import im.wardroom.testkit.TrustingTls;
import im.wardroom.wire.DomainCertificate;
import im.wardroom.wire.Wire;
import im.wardroom.wire.WireOptions;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.XmlLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    @TempDir
    Path data;

    private DomainCertificate make(Instant now) throws Exception {
        return Certificates.of(configuration(), now, new SecureRandom()).getFirst();
    }

    private Configuration configuration() {
        return Configuration.defaults().withData(data).withDomains(List.of(new Domain("example.org")));
    }

    @Test
    void firstStartMakesACertificateForTheDomainAndItsServices() throws Exception {
        DomainCertificate made = make(NOW);
        assertThat(made.certificate().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains("example.org", "conference.example.org", "upload.example.org");
        made.certificate().verify(made.chain().getLast().getPublicKey());
        assertThat(Files.getPosixFilePermissions(data.resolve("tls/example.org.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void laterStartsKeepItUntilThirtyDaysAreLeft() throws Exception {
        DomainCertificate first = make(NOW);
        assertThat(make(NOW.plus(Duration.ofDays(300))).certificate()).isEqualTo(first.certificate());
        DomainCertificate renewed = make(NOW.plus(Duration.ofDays(335)));
        assertThat(renewed.certificate()).isNotEqualTo(first.certificate());
        assertThat(renewed.chain().getLast()).isEqualTo(first.chain().getLast());
    }

    @Test
    void givenCertificateIsUsed() throws Exception {
        DomainCertificate made = make(NOW);
        assertThat(Certificates.of(given("example.org", "example.org"), NOW, new SecureRandom())
                        .getFirst()
                        .certificate())
                .isEqualTo(made.certificate());
    }

    @Test
    void givenCertificateWithAnotherKeyIsRefused() throws Exception {
        make(NOW);
        assertThatThrownBy(() -> Certificates.of(given("example.org", "wardroom_ca"), NOW, new SecureRandom()))
                .isInstanceOf(CertificateProblem.class)
                .hasMessageContaining("is not the key of its certificate");
    }

    @Test
    void expiredAndForeignCertificatesAreRefused() throws Exception {
        make(NOW);
        Instant later = NOW.plus(Duration.ofDays(1000));
        assertThatThrownBy(() -> Certificates.of(given("example.org", "example.org"), later, new SecureRandom()))
                .hasMessageContaining("expired at");
        Configuration foreign = given("example.org", "example.org").withDomains(List.of(new Domain("other.org")));
        assertThatThrownBy(() -> Certificates.of(foreign, NOW, new SecureRandom()))
                .hasMessageContaining("is not for other.org");
    }

    private Configuration given(String chain, String key) throws Exception {
        String toml = "domains = [\"example.org\"]\n[[tls.certificate]]\nchain = \"%s\"\nkey = \"%s\"\n"
                .formatted(data.resolve("tls/" + chain + ".pem"), data.resolve("tls/" + key + ".key"));
        return Configuration.parse("f", toml).withData(data.resolve("elsewhere"));
    }

    @Test
    void clientIsShownTheCertificateOfTheDomainThatItAsksFor() throws Exception {
        List<Domain> domains = List.of(new Domain("capulet.example"), new Domain("montague.example"));
        List<DomainCertificate> certificates =
                Certificates.of(Configuration.defaults().withData(data).withDomains(domains), NOW, new SecureRandom());
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Wire wire = new Wire(new WireOptions(null, anywhere, certificates, XmlLimits.DEFAULT, 10, 10), 1)) {
            wire.listen(connection -> new Nobody());
            for (String domain : List.of("montague.example", "capulet.example")) {
                try (Socket socket = new Socket(
                                anywhere.getAddress(), wire.directTlsAddress().getPort());
                        SSLSocket secured = TrustingTls.over(socket, domain)) {
                    X509Certificate shown =
                            (X509Certificate) secured.getSession().getPeerCertificates()[0];
                    assertThat(shown.getSubjectAlternativeNames())
                            .extracting(name -> String.valueOf(name.get(1)))
                            .contains(domain);
                }
            }
        }
    }

    /// Lets a client in and says nothing.
    private static final class Nobody implements ConnectionHandler {
        @Override
        public void received(StreamEvent event) {}

        @Override
        public void secured() {}

        @Override
        public void failed(StreamError error) {}

        @Override
        public void heard() {}

        @Override
        public void disconnected() {}
    }
}
