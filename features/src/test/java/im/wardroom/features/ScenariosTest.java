// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features;

import im.wardroom.features.archive.ArchiveSettings;
import im.wardroom.features.archive.Standard;
import im.wardroom.features.directory.DirectorySettings;
import im.wardroom.features.externalservices.Access;
import im.wardroom.features.externalservices.ExternalService;
import im.wardroom.features.labels.LabelCatalogue;
import im.wardroom.features.labels.LabelCatalogue.Catalogue;
import im.wardroom.features.labels.LabelCatalogue.Item;
import im.wardroom.features.pubsub.rule.Limits;
import im.wardroom.features.push.PushSettings;
import im.wardroom.features.registration.RegistrationMode;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.features.transfers.StreamRelay;
import im.wardroom.features.transfers.TransferSettings;
import im.wardroom.features.upload.UploadSettings;
import im.wardroom.server.credential.Secret;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.scenario.Scenarios;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Every script of the features, some at the same time: each has a server of its own.
class ScenariosTest {

    private static final List<ExternalService> RELAYS = List.of(
            new ExternalService("stun", "stun.shakespeare.example", 9998, "udp", "", new Access.None(), false),
            new ExternalService(
                    "turn",
                    "relay.shakespeare.example",
                    9999,
                    "udp",
                    "Relay",
                    new Access.Shared(new Secret("north-by-northwest"), Duration.ofHours(12)),
                    true),
            new ExternalService(
                    "ftp",
                    "ftp.shakespeare.example",
                    20,
                    "tcp",
                    "Shakespearean File Server",
                    new Access.Fixed("guest", new Secret("guest-secret")),
                    false));

    /// One that nobody elsewhere may see, and one for everybody.
    private static final LabelCatalogue LABELS = (asker, recipient) -> {
        Element ess = Element.of("urn:xmpp:sec-label:ess:0", "esssecuritylabel", "MQYCAQQGASk=");
        Item secret = new Item("Classified|SECRET", false, label("SECRET", ess, "black", "red"));
        Element ours = Element.of("urn:wardroom:label:0", "label").with("name", "OPEN");
        Item open = new Item("OPEN", true, label("OPEN", ours, null, null));
        boolean here = recipient.domain().equals(asker.domain());
        return Optional.of(new Catalogue(false, here ? List.of(secret, open) : List.of(open)));
    };

    private static Element label(
            String marking, Element content, @Nullable String foreground, @Nullable String background) {
        String namespace = "urn:xmpp:sec-label:0";
        return Element.of(namespace, "securitylabel")
                .with(Element.of(namespace, "displaymarking", marking)
                        .with("fgcolor", foreground)
                        .with("bgcolor", background))
                .with(Element.of(namespace, "label").with(content));
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> scenarios() {
        return Scenarios.beside(ScenariosTest.class, ScenariosTest::server);
    }

    private static TestServer server(List<String> givens) {
        RegistrationMode mode = RegistrationMode.OFF;
        ArchiveSettings archive = ArchiveSettings.DEFAULT;
        Limits pubsub = Limits.DEFAULT;
        UploadSettings uploads = UploadSettings.DEFAULT;
        DirectorySettings directory = DirectorySettings.DEFAULT;
        List<ExternalService> external = List.of();
        LabelCatalogue labels = LabelCatalogue.NONE;
        PushSettings push = PushSettings.DEFAULT;
        TransferSettings transfers = TransferSettings.DEFAULT;
        for (String given : givens) {
            switch (given) {
                case "open registration" -> mode = RegistrationMode.OPEN_TO_ANYONE;
                case "registration by invitation" -> mode = RegistrationMode.INVITATION;
                case "room for 2 nodes" -> pubsub = new Limits(2, 2, 3, 2_000, 3_000, 2, 100);
                case "room for 2 files and 50000 bytes" -> uploads = uploads.with(40_000, 50_000, 2);
                case "short pauses of push" -> push = new PushSettings(false, false, 10, Duration.ofSeconds(2));
                case "2 push registrations" -> push = new PushSettings(false, false, 2, Duration.ofSeconds(10));
                case "talkative push" -> push = new PushSettings(true, true, 10, Duration.ofSeconds(10));
                case "in-band transfers" -> transfers = new TransferSettings(true, Optional.empty());
                case "a proxy" -> transfers = proxy(7_625);
                case "a proxy that listens nowhere" -> transfers = proxy(0);
                case "no archive" -> archive = ArchiveSettings.OFF;
                case "archives of contacts only" -> archive = new ArchiveSettings(true, Standard.ROSTER, true);
                case "archives that owners cannot choose" ->
                    archive = new ArchiveSettings(true, Standard.ALWAYS, false);
                case "a directory of volunteers" -> directory = directory.with(DirectorySettings.Listed.VOLUNTEERS);
                case "a directory that shows 2 people" -> directory = directory.withMaxResults(2);
                case "relays for calls" -> external = RELAYS;
                case "security labels" -> labels = LABELS;
                default -> throw new IllegalArgumentException("no server is like this: " + given);
            }
        }
        return AllFeatures.start(
                RegistrationRules.DEFAULT.with(mode),
                Features.Settings.DEFAULT
                        .with(archive)
                        .with(push)
                        .with(transfers)
                        .with(pubsub)
                        .with(Optional.of(uploads))
                        .with(directory, external)
                        .with(labels),
                unchanged -> unchanged);
    }

    private static TransferSettings proxy(int port) {
        return new TransferSettings(
                false, Optional.of(new TransferSettings.Proxy("proxy", Optional.empty(), new NobodyConnects(port))));
    }

    /// A relay that nobody connects to.
    private record NobodyConnects(int port) implements StreamRelay {

        @Override
        public void expect(String hash, BareJid account) {}

        @Override
        public Outcome activate(String hash, BareJid account) {
            return Outcome.UNKNOWN;
        }
    }
}
