// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.app.config.Configuration;
import im.wardroom.features.Features;
import im.wardroom.server.extension.Feature;
import java.util.List;

/// The features of the program, told what the configuration says of them.
final class FeatureList {

    static final String VERSION = "0.1.0";

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
                configuration.stream().pingAfter());
        return Features.all(settings, parts.clock());
    }
}
