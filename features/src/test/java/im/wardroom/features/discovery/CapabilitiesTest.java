// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.AllFeatures;
import im.wardroom.features.Features;
import im.wardroom.features.archive.ArchiveSettings;
import im.wardroom.features.directory.DirectorySettings;
import im.wardroom.features.labels.LabelCatalogue;
import im.wardroom.features.pubsub.rule.Limits;
import im.wardroom.features.push.PushSettings;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.features.reports.AbuseReports;
import im.wardroom.features.rooms.RoomSettings;
import im.wardroom.features.transfers.TransferSettings;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The hash of XEP-0115 §5.1, worked out anew from what a client is told.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapabilitiesTest {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String FORM = "jabber:x:data";

    private TestServer server;
    private TestDevice romeo;

    @BeforeAll
    void start() {
        Map<String, List<String>> contacts = Map.of(
                "abuse", List.of("xmpp:abuse@capulet.example", "mailto:abuse@capulet.example"),
                "security", List.of("mailto:security@capulet.example"));
        Features.Settings settings = new Features.Settings(
                "1.2.3",
                contacts,
                1 << 20,
                10_240,
                262_144,
                Duration.ofSeconds(30),
                Duration.ofMinutes(3),
                ArchiveSettings.DEFAULT,
                Limits.DEFAULT,
                RoomSettings.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                PushSettings.DEFAULT,
                TransferSettings.DEFAULT,
                DirectorySettings.DEFAULT,
                List.of(),
                AbuseReports.Listener.NONE,
                LabelCatalogue.NONE);
        server = AllFeatures.start(RegistrationRules.DEFAULT, settings, unchanged -> unchanged)
                .withUsers("romeo");
        romeo = server.signIn("romeo", "orchard");
    }

    @AfterAll
    void stop() {
        romeo.leave();
        server.close();
    }

    private Element info(String node) {
        String attribute = node.isEmpty() ? "" : " node='" + node + "'";
        romeo.send("<iq type='get' id='d' to='" + TestServer.DOMAIN + "'><query xmlns='" + INFO + "'" + attribute
                + "/></iq>");
        return romeo.receive().find(INFO, "query").orElseThrow();
    }

    private Element offered() {
        return romeo.offers().find("http://jabber.org/protocol/caps", "c").orElseThrow();
    }

    @Test
    void offeredHashIsThatOfWhatTheServerSays() throws Exception {
        byte[] text = verificationString(info("")).getBytes(StandardCharsets.UTF_8);
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        assertThat(offered().attribute("ver")).isEqualTo(hash);
    }

    @Test
    void nodeOfTheHashSaysTheSame() {
        String node = offered().attribute("node") + '#' + offered().attribute("ver");
        assertThat(info(node)).isEqualTo(info("").with("node", node));
    }

    /// XEP-0157 §3.
    @Test
    void saysWhomToTurnTo() {
        Map<String, List<String>> fields = fields(info("").find(FORM, "x").orElseThrow());
        assertThat(fields)
                .containsEntry("FORM_TYPE", List.of("http://jabber.org/network/serverinfo"))
                .containsEntry("security-addresses", List.of("mailto:security@capulet.example"))
                .hasSize(3);
        assertThat(fields.get("abuse-addresses")).hasSize(2);
    }

    private static String verificationString(Element info) {
        StringBuilder text = new StringBuilder();
        info.elements(INFO, "identity")
                .forEach(identity -> text.append(identity.attribute("category"))
                        .append('/')
                        .append(identity.attribute("type"))
                        .append("//")
                        .append(identity.attribute("name"))
                        .append('<'));
        new TreeSet<>(info.elements(INFO, "feature")
                        .map(f -> f.attribute("var", ""))
                        .toList())
                .forEach(feature -> text.append(feature).append('<'));
        info.elements(FORM, "x").forEach(form -> {
            Map<String, List<String>> fields = new TreeMap<>(fields(form));
            text.append(fields.remove("FORM_TYPE").getFirst()).append('<');
            fields.forEach((name, values) -> {
                text.append(name).append('<');
                values.stream().sorted().forEach(value -> text.append(value).append('<'));
            });
        });
        return text.toString();
    }

    private static Map<String, List<String>> fields(Element form) {
        Map<String, List<String>> fields = new TreeMap<>();
        form.elements(FORM, "field")
                .forEach(field -> fields.put(
                        field.attribute("var", ""),
                        field.elements(FORM, "value").map(Element::text).toList()));
        return fields;
    }
}
