// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features;

import im.wardroom.features.registration.RegistrationMode;
import im.wardroom.features.registration.RegistrationRules;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.scenario.Scenarios;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every script of the features.
class ScenariosTest {

    @TestFactory
    Stream<DynamicTest> scenarios() {
        return Scenarios.beside(ScenariosTest.class, ScenariosTest::server);
    }

    /// `open registration`, `registration by invitation`, or nothing.
    private static TestServer server(List<String> givens) {
        RegistrationMode mode = RegistrationMode.OFF;
        for (String given : givens) {
            mode = switch (given) {
                case "open registration" -> RegistrationMode.OPEN_TO_ANYONE;
                case "registration by invitation" -> RegistrationMode.INVITATION;
                default -> throw new IllegalArgumentException("no server is like this: " + given);
            };
        }
        return AllFeatures.start(RegistrationRules.DEFAULT.with(mode));
    }
}
