// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import im.wardroom.server.retention.Keep;
import im.wardroom.store.sql.Location;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    private static List<String> problems(String toml) {
        ConfigurationException failure =
                catchThrowableOfType(ConfigurationException.class, () -> Configuration.parse("wardroom.toml", toml));
        assertThat(failure).as("the configuration is refused").isNotNull();
        return failure.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void emptyFileMeansTheDefaults() throws ConfigurationException {
        assertThat(Configuration.parse("f", "")).isEqualTo(Configuration.defaults());
        assertThat(Configuration.defaults().domains())
                .extracting(Object::toString)
                .containsExactly("localhost");
    }

    @Test
    void referenceReadBackMeansTheDefaults() throws ConfigurationException {
        assertThat(Configuration.parse("f", Reference.text())).isEqualTo(Configuration.defaults());
    }

    @Test
    void referenceWithEveryExampleSwitchedOnIsStillUnderstood() throws ConfigurationException {
        String all = Reference.text()
                .replace("# [[tls.certificate]]", "[[tls.certificate]]")
                .replace("# domain = \"example.org\"", "domain = \"localhost\"")
                .replace("# chain =", "chain =")
                .replace("# key =", "key =");
        assertThat(Configuration.parse("f", all).tls().certificate()).hasSize(1);
    }

    @Test
    void archivesAreKeptForeverOrForATime() throws ConfigurationException {
        assertThat(Configuration.defaults().archive().keep()).isEqualTo(Keep.EVERYTHING);
        ArchiveSection read = Configuration.parse("f", """
                [archive]
                keep-for = "365d"
                keep-count = 10000
                default-preference = "roster"
                """).archive();
        assertThat(read.keep()).isEqualTo(new Keep(Optional.of(Duration.ofDays(365)), OptionalInt.of(10_000)));
        assertThat(read.defaultPreference()).isEqualTo(ArchiveSection.Preference.ROSTER);
        assertThat(problems("[archive]\nkeep-for = \"0s\"\n")).hasSize(1).allMatch(p -> p.contains("forever"));
    }

    @Test
    void valuesAreTyped() throws ConfigurationException {
        Configuration read = Configuration.parse("f", """
                domains = ["Example.ORG"]
                [listen]
                starttls = "[::1]:0"
                direct-tls = "off"
                [stream]
                stanza-size = "1MiB"
                sign-in-timeout = "90s"
                [registration]
                who = "open-to-anyone"
                """);
        assertThat(read.mainDomain()).hasToString("example.org");
        assertThat(read.listen().starttls()).isEqualTo(new ListenAddress("::1", 0));
        assertThat(read.listen().directTls()).isEqualTo(ListenAddress.OFF);
        assertThat(read.stream().stanzaSize().bytes()).isEqualTo(1 << 20);
        assertThat(read.stream().signInTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(read.registration().who()).isEqualTo(RegistrationSection.Who.OPEN_TO_ANYONE);
    }

    @Test
    void unknownKeyIsRefusedWithItsPlaceAndTheNearestOne() {
        assertThat(problems("[listen]\nstartls = \":5222\"\n"))
                .containsExactly("wardroom.toml:2:1: found the unknown key \"startls\","
                        + " expected a known key; did you mean \"starttls\"?");
    }

    @Test
    void wrongTypeAndBadValueAndBoundAreAllToldAtOnce() {
        assertThat(problems("domains = \"a\"\n[stream]\ndepth = \"64\"\nping-after = \"5 m\"\nattributes = 1\n"))
                .hasSize(4)
                .anyMatch(p -> p.startsWith("wardroom.toml:1:") && p.contains("expected a list"))
                .anyMatch(p -> p.startsWith("wardroom.toml:3:") && p.contains("a whole number"))
                .anyMatch(p -> p.startsWith("wardroom.toml:4:") && p.contains("\"30s\""))
                .anyMatch(p -> p.startsWith("wardroom.toml:5:") && p.contains("from 16 to 1024"));
    }

    @Test
    void impossibleCombinationIsRefused() {
        assertThat(problems("[listen]\nstarttls = \"off\"\ndirect-tls = \"off\"\n"))
                .singleElement()
                .asString()
                .startsWith("wardroom.toml:2:1: found no listener at all");
    }

    @Test
    void listenersDoNotShareAnAddress() throws ConfigurationException {
        assertThat(problems("[listen]\ndirect-tls = \":5222\"\nhttps = \":5222\"\n"))
                .hasSize(2)
                .anyMatch(p -> p.startsWith("wardroom.toml:2:") && p.contains("another address than that of starttls"))
                .anyMatch(p -> p.startsWith("wardroom.toml:3:") && p.contains("than those of starttls and direct-tls"));
        assertThat(Configuration.parse("f", "[listen]\ndirect-tls = \"off\"\nhttps = \"off\"\n")
                        .listen()
                        .https())
                .isEqualTo(ListenAddress.OFF);
    }

    @Test
    void componentsHaveDomainsAndSecretsAndConnectFromThisMachine() throws ConfigurationException {
        Configuration read = Configuration.parse("f", """
                [[component]]
                domain = "Echo.localhost"
                secret = "correct horse battery"
                """);
        assertThat(read.components().keySet()).extracting(Object::toString).containsExactly("echo.localhost");
        assertThat(read.listen().component()).isEqualTo(new ListenAddress("127.0.0.1", 5347));
        assertThat(read.toString()).doesNotContain("horse");
        assertThat(problems("[listen]\ncomponent = \":5347\"\n"))
                .singleElement()
                .asString()
                .startsWith("wardroom.toml:2:1: found \":5347\", which other machines can reach");
        assertThat(Configuration.parse(
                                "f",
                                "[listen]\ncomponent = \":5347\"\nallow-unencrypted-components-from-elsewhere = true\n")
                        .listen()
                        .component()
                        .host())
                .isNull();
    }

    @Test
    void componentThatCannotBeIsTold() {
        assertThat(problems("[[component]]\n"))
                .hasSize(2)
                .anyMatch(p -> p.contains("the domain that it serves"))
                .anyMatch(p -> p.contains("only the component knows"));
        assertThat(problems("[[component]]\ndomain = \"a.localhost\"\nsecret = \"mellon\"\n"))
                .singleElement()
                .asString()
                .contains("at least 12 characters")
                .doesNotContain("mellon");
        assertThat(problems("[[component]]\ndomain = \"a.localhost\"\nsecret = \"not-this-one-please\"\n"))
                .singleElement()
                .asString()
                .contains("the one of the example");
        String secret = "secret = \"correct horse battery\"\n";
        assertThat(problems("[[component]]\ndomain = \"rooms.localhost\"\n" + secret))
                .singleElement()
                .asString()
                .contains("which the server serves itself");
        assertThat(problems("[[component]]\ndomain = \"localhost\"\n" + secret))
                .singleElement()
                .asString()
                .contains("which the server serves itself");
        String one = "[[component]]\ndomain = \"a.localhost\"\n" + secret;
        assertThat(problems(one + one)).singleElement().asString().contains("each component once");
        assertThat(problems("[listen]\ncomponent = \"off\"\n" + one))
                .singleElement()
                .asString()
                .contains("no listener for it");
    }

    @Test
    void whatCannotBeInspectedDoesNotPassByDefault() throws ConfigurationException {
        assertThat(Configuration.defaults().transfers().inBand()).isEqualTo(TransfersSection.InBand.REFUSED);
        assertThat(Configuration.defaults().hasProxy()).isFalse();
        Configuration read = Configuration.parse("f", """
                [listen]
                proxy = ":7625"
                [transfers]
                in-band = "allowed"
                proxy-stream-size = "2GiB"
                """);
        assertThat(read.hasProxy()).isTrue();
        assertThat(read.transfers().relay().maxBytes()).isEqualTo(2L << 30);
    }

    @Test
    void proxyNeedsADomainOfItsOwn() {
        String on = "[listen]\nproxy = \":7625\"\n";
        assertThat(problems(on + "[transfers]\nproxy-label = \"rooms\"\n"))
                .singleElement()
                .asString()
                .contains("which another service has", "a label of its own");
        assertThat(problems(on + "[transfers]\nproxy-label = \"a.b\"\n"))
                .singleElement()
                .asString()
                .contains("one label of a domain name");
        assertThat(problems(on + "[[component]]\ndomain = \"proxy.localhost\"\nsecret = \"correct horse battery\"\n"))
                .singleElement()
                .asString()
                .contains("which the server serves itself");
        assertThat(problems("[listen]\nproxy = \":5222\"\n"))
                .singleElement()
                .asString()
                .contains("\":5222\" twice");
    }

    @Test
    void coloursThatCannotBeReadAreRefused() throws ConfigurationException {
        assertThat(problems("[web]\naccent = \"#ffd700\"\naccent-dark = \"#1d4e6b\"\n"))
                .containsExactly(
                        "wardroom.toml:2:1: found \"#ffd700\", which is hard to read on the light page, #efefef"
                                + " (contrast 1.2 to 1), expected a darker colour (contrast 4.5 to 1 or more)",
                        "wardroom.toml:3:1: found \"#1d4e6b\", which is hard to read on the dark page, #282a36"
                                + " (contrast 1.6 to 1), expected a lighter colour (contrast 4.5 to 1 or more)");
        assertThat(problems("[web]\naccent = \"gold\"\n"))
                .singleElement()
                .asString()
                .contains("a colour such as");
        assertThat(Configuration.parse("f", "[web]\naccent = \"#7A0019\"\n")
                        .web()
                        .accent())
                .hasToString("#7a0019");
    }

    @Test
    void limitsOfRequestsAreTyped() throws ConfigurationException {
        WebSection read = Configuration.parse("f", """
                [web]
                line-size = "8KiB"
                header-size = "32KiB"
                request-timeout = "10s"
                min-pace = "64KiB"
                answer-timeout = "5m"
                """).web();
        assertThat(read.headerSize().bytes()).isEqualTo(32 * 1024);
        assertThat(read.answerTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(problems("[web]\nheader-size = \"1KiB\"\nrequest-timeout = \"0s\"\n"))
                .hasSize(2)
                .anyMatch(p -> p.contains("from \"4KiB\" to \"256KiB\""))
                .anyMatch(p -> p.contains("from \"1s\" to \"10m\""));
    }

    @Test
    void nameAndAddressOfTheWebAreChecked() throws ConfigurationException {
        assertThat(problems("[web]\nname = \" \"\npublic-url = \"http://chat.example.org\"\n"))
                .hasSize(2)
                .anyMatch(p -> p.startsWith("wardroom.toml:2:") && p.contains("1 to 60 characters"))
                .anyMatch(p -> p.startsWith("wardroom.toml:3:") && p.contains("without a path"));
        assertThat(Configuration.parse("f", "[web]\npublic-url = \"https://chat.example.org:8443\"\n")
                        .web()
                        .publicUrl())
                .contains("https://chat.example.org:8443");
    }

    @Test
    void publicAddressesMeanTheSameEverywhere() throws ConfigurationException {
        assertThat(Configuration.parse("f", "[web]\npublic-addresses = [\"192.0.2.1\", \"2001:db8::1\"]\n")
                        .web()
                        .publicAddresses())
                .hasSize(2);
        for (String wrong : List.of("fe80::1%1", "fe80::1%lo", "example.org", "192.0.2.256")) {
            assertThat(problems("[web]\npublic-addresses = [\"" + wrong + "\"]\n"))
                    .singleElement()
                    .asString()
                    .contains("an address of the Internet");
        }
    }

    @Test
    void originsAreWrittenAsBrowsersWriteThem() throws ConfigurationException {
        Configuration read = Configuration.parse(
                "f", "[web]\norigins = [\"https://chat.example.org\", \"http://localhost:8080\"]\n");
        assertThat(read.web().allowedOrigins())
                .containsExactlyInAnyOrder("https://chat.example.org", "http://localhost:8080");
        for (String wrong :
                List.of("*", "null", "chat.example.org", "https://chat.example.org/", "https://Chat.example")) {
            assertThat(problems("[web]\norigins = [\"" + wrong + "\"]\n"))
                    .singleElement()
                    .asString()
                    .startsWith("wardroom.toml:2:1: found the text")
                    .contains("an origin in lower case");
        }
    }

    @Test
    void databaseIsInTheDataFolderUnlessOneLineSaysOtherwise() throws ConfigurationException {
        assertThat(Configuration.defaults().location()).isInstanceOf(Location.Folder.class);
        Configuration read =
                Configuration.parse("f", "[store]\nurl = \"postgresql://ward:mellon@localhost:5433/chat\"\n");
        assertThat(read.location()).hasToString("postgresql://ward:***@localhost:5433/chat");
        assertThat(read.toString()).doesNotContain("mellon");
    }

    @Test
    void wrongDatabaseIsToldWithItsPlaceAndWithoutItsPassword() {
        for (String wrong : List.of("\"postgres://a:mellon@localhost/c\"", "\"mellon\"", "[\"mellon\"]")) {
            assertThat(problems("[store]\nurl = " + wrong + "\n"))
                    .singleElement()
                    .asString()
                    .startsWith("wardroom.toml:2:1: found something else")
                    .contains("expected a URL such as \"postgresql://")
                    .doesNotContain("mellon");
        }
    }

    @Test
    void mistakeInTheTomlHasItsPlace() {
        assertThat(problems("domains = [\n")).first().asString().startsWith("wardroom.toml:");
    }

    @Test
    void externalServicesAreListed() throws ConfigurationException {
        List<ExternalServiceSection> services = Configuration.parse("f", """
                [[external-service]]
                type = "stun"
                host = "stun.example.org"

                [[external-service]]
                host = "turn.example.org"
                port = 5349
                transport = "tcp"
                shared-secret = "north-by-northwest"
                lifetime = "1h"
                """).externalService();
        assertThat(services).extracting(ExternalServiceSection::type).containsExactly("stun", "turn");
        assertThat(services.getLast().sharedSecret().orElseThrow().reveal()).isEqualTo("north-by-northwest");
        assertThat(services.toString()).doesNotContain("north-by-northwest");
    }

    @Test
    void externalServiceThatCannotBeIsRefused() {
        assertThat(problems("[[external-service]]\ntype = \"stun\"\n"))
                .hasSize(1)
                .allMatch(p -> p.contains("no host"));
        assertThat(problems("[[external-service]]\nhost = \"a\"\nusername = \"guest\"\n"))
                .hasSize(1)
                .allMatch(p -> p.contains("both of them"));
        assertThat(
                        problems(
                                "[[external-service]]\nhost = \"a\"\nusername = \"guest\"\npassword = \"hush\"\nshared-secret = \"tush\"\n"))
                .hasSize(1)
                .allMatch(p -> p.contains("one of them"))
                .noneMatch(p -> p.contains("hush") || p.contains("tush"));
        assertThat(problems("[[external-service]]\nhost = \"a\"\nshared-secret = 31415\n"))
                .hasSize(1)
                .noneMatch(p -> p.contains("31415"));
    }

    @Test
    void directoryHasADomainOfItsOwn() {
        assertThat(problems("[directory]\nlabel = \"rooms\"\n"))
                .hasSize(1)
                .allMatch(p -> p.contains("another service"));
        assertThat(problems("[directory]\nlabel = \"a.b\"\n")).hasSize(1).allMatch(p -> p.contains("one label"));
    }

    @Test
    void numbersAreForNobodyUntilSomebodyIsNamed() throws Exception {
        MetricsSection none = Configuration.defaults().metrics();
        assertThat(none.enabled()).isFalse();
        assertThat(none.isNear(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
        assertThat(none.isNear(InetAddress.ofLiteral("::1"))).isTrue();
        assertThat(none.isNear(InetAddress.ofLiteral("192.0.2.1"))).isFalse();
        // Loopback in the clothes of IPv6, which come from anywhere.
        assertThat(none.isNear(InetAddress.ofLiteral("::7f00:1"))).isFalse();
        assertThat(none.isNear(InetAddress.ofLiteral("64:ff9b::7f00:1"))).isFalse();
        assertThat(problems("[metrics]\nenabled = true\nnetworks = []\n"))
                .singleElement()
                .asString()
                .startsWith("wardroom.toml:3:1: found neither a network nor a token");
        assertThat(problems("[metrics]\nenabled = true\ntoken = \"too-short\"\n"))
                .singleElement()
                .asString()
                .startsWith("wardroom.toml:3:1: found a token that is short")
                .doesNotContain("too-short");
        assertThat(problems("[listen]\nhttps = \"off\"\n[metrics]\nenabled = true\n"))
                .singleElement()
                .asString()
                .contains("no listener for them");
    }
}
