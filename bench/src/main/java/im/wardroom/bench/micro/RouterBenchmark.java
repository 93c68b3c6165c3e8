// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.micro;

import im.wardroom.server.account.AccountLimits;
import im.wardroom.server.account.Environment;
import im.wardroom.server.delivery.Directory;
import im.wardroom.server.delivery.EntityHost;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.server.extension.ArchiveIds;
import im.wardroom.server.extension.Extensions;
import im.wardroom.server.routing.Router;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// From the router through the mailbox of an account and back, on a real loop: what hops and receipts cost. A hundred
/// messages are under way at once; nothing is kept.
@State(Scope.Benchmark)
public class RouterBenchmark {

    private static final int BATCH = 100;
    private static final Domain DOMAIN = new Domain(TestServer.DOMAIN);

    private final TestServer parts = TestServer.start(List.of()).withUsers("juliet");
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Message message = Message.to(
            Jid.parse("romeo@" + DOMAIN.value() + "/bench"),
            TestServer.jid("juliet"),
            Samples.element().with("type", "headline"));
    private final EntityHost accounts = new EntityHost(
            parts.store(),
            new Environment(
                    Set.of(DOMAIN),
                    new Extensions(List.of()),
                    AccountLimits.DEFAULT,
                    new ArchiveIds(new byte[32]),
                    Clock.systemUTC()),
            new Directory(),
            parts.wire().loops(),
            blocking);
    private final Router router = new Router(Set.of(DOMAIN), accounts, new Extensions(List.of()));

    @Setup
    public void connect() {
        accounts.connect(router);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void messageToNobodyWhoIsHere() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(BATCH);
        for (int i = 0; i < BATCH; i++) {
            router.deliver(
                    message, accounts.receipt(new Receipt.Sequence(), done::countDown, failure -> done.countDown()));
        }
        if (!done.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a message got lost on its way");
        }
    }

    @TearDown
    public void close() {
        parts.close();
        blocking.close();
    }
}
