// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.directory;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.Change;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// However much people search, few searches are under way at a time.
class TurnsTest {

    private static final long PATIENCE = 10;

    /// Searches that are under way until the test carries them out.
    private final BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(
                parts -> List.of(new UserDirectory(DirectorySettings.DEFAULT, parts.store(), parts.clock(), held::add)),
                settings -> settings);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestDevice user(String name) {
        server.withUsers(name);
        return server.signIn(name, "desk");
    }

    private static void search(TestDevice device, String id) {
        device.send("<iq type='set' id='" + id + "' to='directory." + TestServer.DOMAIN
                + "'><query xmlns='jabber:iq:search'><nick>rom</nick></query></iq>");
    }

    private void finishOne() throws InterruptedException {
        Runnable search = held.poll(PATIENCE, TimeUnit.SECONDS);
        assertThat(search).isNotNull();
        search.run();
    }

    private static void assertMustWait(Element answer, String id) {
        assertThat(answer.toString()).contains("id='" + id + "'", "type='wait'", "resource-constraint");
    }

    @Test
    void secondSearchOfAnAskerIsRefusedUntilTheFirstIsAnswered() throws InterruptedException {
        try (TestDevice romeo = user("romeo")) {
            search(romeo, "s1");
            search(romeo, "s2");
            assertMustWait(romeo.receive(), "s2");
            assertThat(held).hasSize(1);
            finishOne();
            assertThat(romeo.receive().toString()).contains("id='s1'", "type='result'", "romeo@");
            search(romeo, "s3");
            finishOne();
            assertThat(romeo.receive().toString()).contains("id='s3'", "type='result'");
        }
    }

    @Test
    void moreSearchersThanThereAreTurnsHaveToWait() throws InterruptedException {
        List<TestDevice> devices = new ArrayList<>();
        try {
            for (int i = 0; i < Turns.MAX; i++) {
                devices.add(user("servant" + i));
                search(devices.getLast(), "s");
            }
            List<Runnable> underWay = new ArrayList<>();
            for (int i = 0; i < Turns.MAX; i++) {
                underWay.add(held.poll(PATIENCE, TimeUnit.SECONDS));
            }
            TestDevice late = user("nurse");
            devices.add(late);
            search(late, "n1");
            assertMustWait(late.receive(), "n1");
            underWay.getFirst().run();
            search(late, "n2");
            finishOne();
            assertThat(late.receive().toString()).contains("id='n2'", "type='result'");
        } finally {
            devices.forEach(TestDevice::close);
        }
    }

    @Test
    void whoWasShutOutIsNotShown() throws InterruptedException {
        try (TestDevice romeo = user("romeo")) {
            server.withUsers("romano");
            search(romeo, "s1");
            finishOne();
            assertThat(romeo.receive().toString()).contains("romano@");
            server.store()
                    .commit(List.of(new Change.SetEnabled(TestServer.jid("romano"), false)))
                    .join();
            search(romeo, "s2");
            finishOne();
            assertThat(romeo.receive().toString()).contains("romeo@").doesNotContain("romano@");
        }
    }
}
