// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features;

import im.wardroom.features.administration.ServiceAdministration;
import im.wardroom.features.announcements.Announcements;
import im.wardroom.features.archive.ArchivePreferences;
import im.wardroom.features.archive.ArchiveSettings;
import im.wardroom.features.archive.MessageArchive;
import im.wardroom.features.blocking.Blocking;
import im.wardroom.features.carbons.MessageCarbons;
import im.wardroom.features.commands.Commands;
import im.wardroom.features.csi.ClientState;
import im.wardroom.features.directory.DirectorySettings;
import im.wardroom.features.directory.UserDirectory;
import im.wardroom.features.discovery.Contacts;
import im.wardroom.features.discovery.Discovery;
import im.wardroom.features.externalservices.ExternalService;
import im.wardroom.features.externalservices.ExternalServices;
import im.wardroom.features.hints.ProcessingHints;
import im.wardroom.features.labels.LabelCatalogue;
import im.wardroom.features.labels.SecurityLabels;
import im.wardroom.features.lastactivity.LastActivity;
import im.wardroom.features.limits.StreamLimits;
import im.wardroom.features.offline.OfflineMessages;
import im.wardroom.features.ping.Ping;
import im.wardroom.features.privatestorage.PrivateStorage;
import im.wardroom.features.pubsub.PersonalEventing;
import im.wardroom.features.pubsub.PubSubService;
import im.wardroom.features.pubsub.ServiceSettings;
import im.wardroom.features.pubsub.rule.Limits;
import im.wardroom.features.push.PushNotifications;
import im.wardroom.features.push.PushSettings;
import im.wardroom.features.registration.Registration;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.features.reports.AbuseReports;
import im.wardroom.features.retraction.MessageRetraction;
import im.wardroom.features.rooms.RoomSettings;
import im.wardroom.features.rooms.Rooms;
import im.wardroom.features.roster.RosterOffers;
import im.wardroom.features.stanzaids.StanzaIds;
import im.wardroom.features.time.EntityTime;
import im.wardroom.features.transfers.BytestreamProxy;
import im.wardroom.features.transfers.InBandBytestreams;
import im.wardroom.features.transfers.TransferSettings;
import im.wardroom.features.upload.FileUpload;
import im.wardroom.features.upload.UploadSettings;
import im.wardroom.features.vcard.VCard;
import im.wardroom.features.version.SoftwareVersion;
import im.wardroom.server.extension.Feature;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Every feature, in the order in which they take part in a stage.
public final class Features {

    /// What features may be told.
    ///
    /// @param version of this program
    /// @param contacts URIs by purpose (XEP-0157)
    /// @param privateBytes what an account may keep in private storage
    /// @param strangerBytes of a stanza before sign-in
    /// @param memberBytes of a stanza afterwards
    /// @param signInTimeout how long a stranger is waited for
    /// @param silence after which a client must answer a ping
    /// @param archive what of messages stays
    /// @param rooms of several people
    /// @param pubsub what an account may publish
    /// @param pubsubService publish-subscribe on a domain of its own; nothing turns it off
    /// @param uploads what people may upload; nothing turns it off
    /// @param push what is told to push services
    /// @param transfers bytes between two devices
    /// @param directory in which people find each other
    /// @param external services outside of XMPP
    /// @param reports told what people report of others
    /// @param labels that people may use
    public record Settings(
            String version,
            Map<String, List<String>> contacts,
            long privateBytes,
            int strangerBytes,
            int memberBytes,
            Duration signInTimeout,
            Duration silence,
            ArchiveSettings archive,
            Limits pubsub,
            RoomSettings rooms,
            Optional<ServiceSettings> pubsubService,
            Optional<UploadSettings> uploads,
            PushSettings push,
            TransferSettings transfers,
            DirectorySettings directory,
            List<ExternalService> external,
            AbuseReports.Listener reports,
            LabelCatalogue labels) {

        public Settings {
            contacts = Map.copyOf(contacts);
            external = List.copyOf(external);
        }

        /// For tests, and wherever nothing is configured.
        public static final Settings DEFAULT = new Settings(
                "0",
                Map.of(),
                1 << 20,
                10 * 1024,
                256 * 1024,
                Duration.ofSeconds(30),
                Duration.ofMinutes(3),
                ArchiveSettings.DEFAULT,
                Limits.DEFAULT,
                RoomSettings.DEFAULT,
                Optional.of(ServiceSettings.DEFAULT),
                Optional.of(UploadSettings.DEFAULT),
                PushSettings.DEFAULT,
                TransferSettings.DEFAULT,
                DirectorySettings.DEFAULT,
                List.of(),
                AbuseReports.Listener.NONE,
                LabelCatalogue.NONE);

        public Settings with(LabelCatalogue changed) {
            return with(archive, pubsub, uploads, push, transfers, directory, external, reports, changed);
        }

        public Settings with(AbuseReports.Listener changed) {
            return with(archive, pubsub, uploads, push, transfers, directory, external, changed, labels);
        }

        public Settings with(ArchiveSettings changed) {
            return with(changed, pubsub, uploads, push, transfers, directory, external, reports, labels);
        }

        public Settings with(TransferSettings changed) {
            return with(archive, pubsub, uploads, push, changed, directory, external, reports, labels);
        }

        public Settings with(PushSettings changed) {
            return with(archive, pubsub, uploads, changed, transfers, directory, external, reports, labels);
        }

        public Settings with(Limits changed) {
            return with(archive, changed, uploads, push, transfers, directory, external, reports, labels);
        }

        public Settings with(Optional<UploadSettings> changed) {
            return with(archive, pubsub, changed, push, transfers, directory, external, reports, labels);
        }

        public Settings with(DirectorySettings changed, List<ExternalService> services) {
            return with(archive, pubsub, uploads, push, transfers, changed, services, reports, labels);
        }

        private Settings with(
                ArchiveSettings newArchive,
                Limits newPubsub,
                Optional<UploadSettings> newUploads,
                PushSettings newPush,
                TransferSettings newTransfers,
                DirectorySettings newDirectory,
                List<ExternalService> newExternal,
                AbuseReports.Listener newReports,
                LabelCatalogue newLabels) {
            return new Settings(
                    version,
                    contacts,
                    privateBytes,
                    strangerBytes,
                    memberBytes,
                    signInTimeout,
                    silence,
                    newArchive,
                    newPubsub,
                    rooms,
                    pubsubService,
                    newUploads,
                    newPush,
                    newTransfers,
                    newDirectory,
                    newExternal,
                    newReports,
                    newLabels);
        }
    }

    private Features() {}

    /// Those that change no accounts; for tests.
    public static List<Feature> all(Settings settings, Clock clock) {
        return Stream.of(archive(settings, clock), others(settings, clock), services(settings))
                .flatMap(features -> features)
                .toList();
    }

    /// Those that are there only if they are wanted.
    private static Stream<Feature> services(Settings settings) {
        return Stream.concat(
                settings.pubsubService().stream().map(PubSubService::new),
                settings.uploads().stream().map(uploads -> new FileUpload(uploads, new SecureRandom())));
    }

    /// A retraction is kept whatever hints say of it, so this comes first.
    private static Stream<Feature> archive(Settings settings, Clock clock) {
        return settings.archive().enabled()
                ? Stream.of(
                        new MessageRetraction(clock), new MessageArchive(), new ArchivePreferences(settings.archive()))
                : Stream.of();
    }

    private static Stream<Feature> others(Settings settings, Clock clock) {
        return Stream.of(
                new Blocking(),
                new AbuseReports(settings.reports()),
                new ProcessingHints(),
                new OfflineMessages(),
                new MessageCarbons(),
                new ClientState(),
                new RosterOffers(),
                new StanzaIds(),
                new PersonalEventing(settings.pubsub()),
                new PrivateStorage(settings.privateBytes()),
                new VCard(),
                new InBandBytestreams(settings.transfers().inBand()),
                new BytestreamProxy(settings.transfers().proxy()),
                new Rooms(settings.rooms(), settings.archive().enabled(), Thread::startVirtualThread),
                new PushNotifications(settings.push(), clock),
                new LastActivity(clock),
                new Ping(),
                new EntityTime(clock),
                new SoftwareVersion(settings.version()),
                new StreamLimits(
                        settings.strangerBytes(), settings.memberBytes(), settings.signInTimeout(), settings.silence()),
                new ExternalServices(settings.external(), clock),
                new SecurityLabels(settings.labels()),
                new Discovery(new Contacts(settings.contacts())));
    }

    /// Every feature.
    public static List<Feature> all(
            Settings settings, RegistrationRules rules, Registration.Parts accounts, Clock clock) {
        Stream<Feature> withAccounts = Stream.of(
                new Registration(rules, accounts, clock),
                new ServiceAdministration(accounts.administration(), accounts.store(), clock),
                new Announcements(accounts.administration(), accounts.store(), accounts.random()),
                new Commands(
                        accounts.store().accounts(),
                        accounts.administration().rules().domains(),
                        accounts.administration().trail(),
                        clock,
                        accounts.random(),
                        Thread::startVirtualThread));
        Stream<Feature> directory = settings.directory().enabled()
                ? Stream.of(
                        new UserDirectory(settings.directory(), accounts.store(), clock, Thread::startVirtualThread))
                : Stream.of();
        return Stream.of(all(settings, clock).stream(), withAccounts, directory)
                .flatMap(features -> features)
                .toList();
    }
}
