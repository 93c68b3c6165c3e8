// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.app.config.ArchiveSection;
import im.wardroom.app.config.Configuration;
import im.wardroom.app.config.DirectorySection;
import im.wardroom.app.config.ExternalServiceSection;
import im.wardroom.app.config.PubSubSection;
import im.wardroom.app.config.RegistrationSection;
import im.wardroom.app.config.RoomsSection;
import im.wardroom.app.config.TransfersSection;
import im.wardroom.app.config.UploadsSection;
import im.wardroom.features.Features;
import im.wardroom.features.archive.ArchiveSettings;
import im.wardroom.features.archive.Standard;
import im.wardroom.features.decoys.Decoys;
import im.wardroom.features.directory.DirectorySettings;
import im.wardroom.features.externalservices.Access;
import im.wardroom.features.externalservices.ExternalService;
import im.wardroom.features.pubsub.ServiceSettings;
import im.wardroom.features.pubsub.rule.Limits;
import im.wardroom.features.push.PushSettings;
import im.wardroom.features.registration.Registration;
import im.wardroom.features.registration.RegistrationMode;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.features.rooms.RoomSettings;
import im.wardroom.features.transfers.TransferSettings;
import im.wardroom.features.upload.UploadSettings;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.guarding.GuardAssembly;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The features of the program, told what the configuration says of them.
final class FeatureList {

    static final String VERSION = "0.1.0";

    private static final int DECOYS_EVERY_SECONDS = 60;

    private FeatureList() {}

    static List<Feature> of(Network.Parts parts) {
        Configuration configuration = parts.configuration();
        Features.Settings settings = new Features.Settings(
                VERSION,
                configuration.contact().byName(),
                configuration.limits().privateStorage().bytes(),
                configuration.stream().stanzaSizeBeforeSignIn().toInt(),
                configuration.stream().stanzaSize().toInt(),
                configuration.stream().signInTimeout(),
                configuration.stream().pingAfter(),
                new ArchiveSettings(
                        configuration.archive().enabled(),
                        standard(configuration.archive().defaultPreference()),
                        configuration.archive().ownersChoose()),
                Limits.DEFAULT,
                new RoomSettings(
                        configuration.rooms().label(),
                        creators(configuration.rooms().creators()),
                        configuration.rooms().maxOccupants(),
                        configuration.guard().label()),
                pubsub(configuration.pubsub()),
                uploads(parts),
                new PushSettings(
                        configuration.push().revealSender(),
                        configuration.push().revealText(),
                        configuration.push().perAccount(),
                        configuration.push().pause()),
                transfers(parts),
                new DirectorySettings(
                        configuration.directory().enabled(),
                        configuration.directory().label(),
                        listed(configuration.directory().listed()),
                        configuration.directory().maxResults()),
                configuration.externalService().stream()
                        .map(FeatureList::external)
                        .toList(),
                parts.guard().senders()::reported,
                new PolicyLabels(() -> parts.guard().policy().labels()));
        RegistrationRules rules = new RegistrationRules(
                mode(configuration.registration().who()),
                configuration.registration().invitationLifetime(),
                configuration.registration().invitationsPerAccount(),
                configuration.registration().perAddressAndHour());
        List<Feature> all = new ArrayList<>(Features.all(
                settings,
                rules,
                new Registration.Parts(
                        parts.administration(),
                        parts.store(),
                        new SecureRandom(),
                        parts.web()::of,
                        parts.guard().senders()::objection),
                parts.clock()));
        all.add(decoys(parts));
        return all;
    }

    private static Decoys decoys(Network.Parts parts) {
        GuardAssembly guard = parts.guard();
        Decoys decoys = new Decoys(
                () -> new Decoys.Cast(
                        guard.policy().decoys().accounts(),
                        guard.policy().decoys().inRosters()),
                parts.administration(),
                parts.store().accounts(),
                new SecureRandom(),
                parts.clock());
        guard.every(DECOYS_EVERY_SECONDS, decoys::tick);
        return decoys;
    }

    private static Optional<ServiceSettings> pubsub(PubSubSection section) {
        Limits usual = Limits.OF_A_SERVICE;
        return section.enabled()
                ? Optional.of(new ServiceSettings(
                        section.label(),
                        new Limits(
                                section.nodes(),
                                section.nodesPerPerson(),
                                section.itemsPerNode(),
                                usual.itemBytes(),
                                section.size().bytes(),
                                usual.entities(),
                                usual.nameLength())))
                : Optional.empty();
    }

    private static Optional<UploadSettings> uploads(Network.Parts parts) {
        UploadsSection uploads = parts.configuration().uploads();
        return Uploads.areOn(parts.configuration())
                ? Optional.of(new UploadSettings(
                        uploads.label(),
                        uploads.maxSize().bytes(),
                        uploads.perAccount().bytes(),
                        uploads.filesPerAccount(),
                        parts.web()::of))
                : Optional.empty();
    }

    private static TransferSettings transfers(Network.Parts parts) {
        TransfersSection section = parts.configuration().transfers();
        return new TransferSettings(
                section.inBand() == TransfersSection.InBand.ALLOWED,
                parts.configuration().hasProxy()
                        ? Optional.of(new TransferSettings.Proxy(
                                section.proxyLabel(), section.proxyHost(), new TransferRelay(parts.relay())))
                        : Optional.empty());
    }

    private static RoomSettings.Creators creators(RoomsSection.Creators creators) {
        return switch (creators) {
            case EVERYBODY -> RoomSettings.Creators.EVERYBODY;
            case ADMINISTRATORS -> RoomSettings.Creators.ADMINISTRATORS;
        };
    }

    private static DirectorySettings.Listed listed(DirectorySection.Listed listed) {
        return switch (listed) {
            case EVERYBODY -> DirectorySettings.Listed.EVERYBODY;
            case VOLUNTEERS -> DirectorySettings.Listed.VOLUNTEERS;
        };
    }

    private static ExternalService external(ExternalServiceSection section) {
        String transport = section.transport().name().toLowerCase(Locale.ROOT);
        return new ExternalService(
                section.type(),
                section.host().orElseThrow(),
                section.port(),
                transport,
                section.name().orElse(""),
                access(section),
                section.restricted());
    }

    private static Access access(ExternalServiceSection section) {
        if (section.sharedSecret().isPresent()) {
            return new Access.Shared(section.sharedSecret().get(), section.lifetime());
        }
        return section.username()
                .<Access>map(name -> new Access.Fixed(name, section.password().orElseThrow()))
                .orElseGet(Access.None::new);
    }

    private static Standard standard(ArchiveSection.Preference preference) {
        return switch (preference) {
            case ALWAYS -> Standard.ALWAYS;
            case ROSTER -> Standard.ROSTER;
            case NEVER -> Standard.NEVER;
        };
    }

    private static RegistrationMode mode(RegistrationSection.Who who) {
        return switch (who) {
            case OFF -> RegistrationMode.OFF;
            case INVITATION -> RegistrationMode.INVITATION;
            case OPEN_TO_ANYONE -> RegistrationMode.OPEN_TO_ANYONE;
        };
    }
}
