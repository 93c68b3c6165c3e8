// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;

class SurveyTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:11:04Z");

    private SmallDns dns;
    private Directory directory = Directory.standard();

    private Duration patience = Duration.ofSeconds(5);

    @BeforeEach
    void start() throws IOException {
        dns = new SmallDns();
    }

    @AfterEach
    void end() {
        dns.close();
    }

    private Survey survey(Service... services) throws InterruptedException {
        NameServer server = NameServer.at(List.of(dns.address()), patience);
        return Survey.of(directory, Set.of(services), server, NOW);
    }

    private static List<String> found(Survey survey) {
        return survey.sightings().stream()
                .map(one -> one.name() + " " + one.address() + " " + (one.isOwn() ? "own" : one.why()))
                .toList();
    }

    @Test
    void bothKindsOfAddressesAreFound() throws InterruptedException {
        dns.with("mumble.info", "A 192.0.2.1", "A 192.0.2.2", "AAAA 2001:db8::1");

        assertThat(found(survey(Service.MUMBLE)))
                .containsExactly(
                        "mumble.info 192.0.2.1 own", "mumble.info 192.0.2.2 own", "mumble.info 2001:db8::1 own");
    }

    @Test
    void whatDoesNotExistIsToldFromWhatNobodyKnows() throws InterruptedException {
        dns.with("mumble.info").failing("mumble.com", Rcode.SERVFAIL);

        Survey survey = survey(Service.MUMBLE, Service.THREEMA);

        assertThat(survey.failed()).hasToString("{mumble.com=SERVFAIL}");
        assertThat(survey.missing()).hasSize(8);
        assertThat(survey.answered()).hasSize(9);
    }

    @Test
    void anAliasOfTheServicesOwnIsItsOwn() throws InterruptedException {
        dns.with("mumble.info", "CNAME www.mumble.info").with("www.mumble.info", "A 192.0.2.1");

        assertThat(found(survey(Service.MUMBLE))).containsExactly("mumble.info 192.0.2.1 own");
    }

    @Test
    void anAliasOfAnothersIsShared() throws InterruptedException {
        dns.with("mumble.info", "CNAME a.mumble.info")
                .with("a.mumble.info", "CNAME lb.cloud.example")
                .with("lb.cloud.example", "A 192.0.2.1");

        assertThat(found(survey(Service.MUMBLE))).containsExactly("mumble.info 192.0.2.1 an alias of lb.cloud.example");
    }

    @Test
    void anAddressThatBearsAnothersNameIsShared() throws InterruptedException {
        dns.with("mumble.info", "A 192.0.2.1", "A 192.0.2.2")
                .with("1.2.0.192.in-addr.arpa", "PTR lb.cloud.example.")
                .with("2.2.0.192.in-addr.arpa", "PTR host.mumble.info.");

        assertThat(found(survey(Service.MUMBLE)))
                .containsExactly("mumble.info 192.0.2.1 called lb.cloud.example", "mumble.info 192.0.2.2 own");
    }

    @Test
    void anAddressOfACloudWithoutNamesIsShared() throws InterruptedException {
        dns.with("mumble.info", "A 104.16.1.2", "AAAA 2a04:4e42::1");

        assertThat(found(survey(Service.MUMBLE)))
                .containsExactly("mumble.info 104.16.1.2 at Cloudflare", "mumble.info 2a04:4e42::1 at Fastly");
    }

    @Test
    void whoeverHasTheNameCannotLetUsDenyOurselves() throws IOException, InterruptedException {
        directory = directory.with("ours.tsv", new StringReader("network\t198.51.100.0/24\tallowed\n"));
        dns.with("mumble.info", "A 127.0.0.1", "A 10.1.2.3", "A 0.0.0.0", "A 224.0.0.1", "A 198.51.100.3", "AAAA ::1")
                .with("mumble.com", "AAAA fd00::1", "AAAA fe80::1", "A 149.154.167.99");

        assertThat(survey(Service.MUMBLE).sightings()).hasSize(9).noneMatch(Sighting::isOwn);
    }

    @Test
    void theDirectoryKnowsTheServicesNetworks() throws InterruptedException {
        dns.with("telegram.org", "A 149.154.167.99").with("99.167.154.149.in-addr.arpa", "PTR any.example.");

        assertThat(found(survey(Service.TELEGRAM))).containsExactly("telegram.org 149.154.167.99 own");
    }

    @Test
    void namesThatMustGoOnAreLookedUpAsWell() throws IOException, InterruptedException {
        directory = directory.with("ours.tsv", new StringReader("host\twiki.mumble.info\t-\n"));
        dns.with("wiki.mumble.info", "A 192.0.2.1");

        assertThat(found(survey(Service.MUMBLE)))
                .containsExactly("wiki.mumble.info 192.0.2.1 of a name that is not to be denied");
    }

    @Test
    void namesThatAreSharedAreLookedUpAsWell() throws InterruptedException {
        dns.with("kakao.com", "A 192.0.2.1").with("talk.kakao.com", "A 192.0.2.1");

        assertThat(found(survey(Service.KAKAOTALK)))
                .containsExactly("kakao.com 192.0.2.1 of a name that is shared", "talk.kakao.com 192.0.2.1 own");
    }

    @Test
    void aliasesThatLeadInACircleEnd() throws InterruptedException {
        dns.with("mumble.info", "CNAME mumble.com").with("mumble.com", "CNAME mumble.info");

        assertThat(survey(Service.MUMBLE).failed()).hasSize(2).containsValue("too many aliases");
    }

    @Test
    void aServerThatIsSilentIsNotAskedForAllNames() throws InterruptedException {
        dns.silent();
        patience = Duration.ofMillis(100);

        Survey survey = survey(Service.values());

        assertThat(survey.failed()).hasSize(survey.names());
        assertThat(survey.failed().values()).contains("the name server does not answer");
        assertThat(dns.questions()).isLessThan(60);
    }
}
