// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features;

import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.scenario.Scenarios;
import java.time.Clock;
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

    private static TestServer server(List<String> givens) {
        return TestServer.start(Features.all(Features.Settings.DEFAULT, Clock.systemUTC()));
    }
}
