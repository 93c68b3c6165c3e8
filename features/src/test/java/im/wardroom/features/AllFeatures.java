// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features;

import im.wardroom.features.registration.Registration;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.testkit.TestServer;
import java.security.SecureRandom;
import java.util.function.UnaryOperator;

/// Servers with every feature.
public final class AllFeatures {

    private AllFeatures() {}

    public static TestServer start(RegistrationRules rules) {
        return start(rules, Features.Settings.DEFAULT, settings -> settings);
    }

    public static TestServer start(
            RegistrationRules rules, Features.Settings features, UnaryOperator<TestServer.Settings> change) {
        return TestServer.start(
                parts -> Features.all(
                        features,
                        rules,
                        new Registration.Parts(parts.administration(), parts.store(), new SecureRandom()),
                        parts.clock()),
                change);
    }
}
