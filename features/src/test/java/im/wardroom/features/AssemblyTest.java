// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.archive.ArchiveSettings;
import im.wardroom.features.registration.RegistrationMode;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Who takes part in which stage, and what clients are told of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AssemblyTest {

    private static final String INFO = "http://jabber.org/protocol/disco#info";

    private TestServer server;

    @BeforeAll
    void start() {
        server = AllFeatures.start(RegistrationRules.DEFAULT.with(RegistrationMode.INVITATION))
                .withUsers("romeo");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void stagesAndFeaturesAreThoseOfTheJourney() {
        new GoldenFile("journey.txt").assertHolds(server.extensions().journey());
    }

    @Test
    void serverAdvertisesExactlyTheseFeatures() {
        new GoldenFile("server-features.txt").assertHolds(features(TestServer.DOMAIN));
    }

    @Test
    void accountAdvertisesExactlyTheseFeatures() {
        new GoldenFile("account-features.txt")
                .assertHolds(features(TestServer.jid("romeo").toString()));
    }

    @Test
    void withoutArchivesNothingIsSaidOfThem() {
        Features.Settings settings = Features.Settings.DEFAULT.with(ArchiveSettings.OFF);
        try (TestServer without = AllFeatures.start(RegistrationRules.DEFAULT, settings, unchanged -> unchanged)
                .withUsers("romeo")) {
            assertThat(features(without, TestServer.jid("romeo").toString()))
                    .contains("http://jabber.org/protocol/disco#info")
                    .noneMatch(feature -> feature.startsWith("urn:xmpp:mam") || feature.contains("retract:1"));
        }
    }

    private List<String> features(String address) {
        return features(server, address);
    }

    private static List<String> features(TestServer server, String address) {
        TestDevice romeo = server.signIn("romeo", "orchard");
        romeo.send("<iq type='get' id='d' to='" + address + "'><query xmlns='" + INFO + "'/></iq>");
        Element query = Objects.requireNonNull(romeo.receive().child(INFO, "query"));
        romeo.leave();
        return query.elements(INFO, "feature")
                .map(feature -> feature.attribute("var", ""))
                .sorted()
                .toList();
    }
}
