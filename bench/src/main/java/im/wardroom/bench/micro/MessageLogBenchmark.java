// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.micro;

import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.store.Role;
import im.wardroom.store.Store;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import im.wardroom.xmpp.address.Jid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// The store: messages that are synced before they count, alone and as many that share a sync, and a page that is read.
@State(Scope.Benchmark)
public class MessageLogBenchmark {

    private static final int TOGETHER = 100;
    private static final int PAGE = 50;
    private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");

    private final Path folder = temporary();
    private final Store store = SqlStore.open(folder, Options.DEFAULT);
    private long last;

    private static Path temporary() {
        try {
            return Files.createTempDirectory("wardroom-bench");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Setup
    public void createAccount() {
        store.commit(List.of(new Change.CreateAccount(Samples.JULIET, Role.USER, AT, List.of())))
                .join();
        appendTogether();
    }

    private CompletableFuture<Void> append() {
        MessageLog.Entry entry = new MessageLog.Entry(
                ++last,
                AT,
                MessageLog.Direction.RECEIVED,
                true,
                Jid.parse("romeo@localhost/bench"),
                "0000000001",
                Samples.MESSAGE);
        return store.commit(List.of(new Change.AppendMessage(Samples.JULIET, entry)));
    }

    @Benchmark
    public void appendOne() {
        append().join();
    }

    @Benchmark
    @OperationsPerInvocation(TOGETHER)
    public void appendTogether() {
        CompletableFuture<?>[] all =
                Stream.generate(this::append).limit(TOGETHER).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).join();
    }

    @Benchmark
    public List<MessageLog.Entry> readPage() {
        return store.messages().read(Samples.JULIET, last - PAGE, PAGE);
    }

    @Benchmark
    public MessageLog.Page searchLastPage() {
        return store.messages().search(Samples.JULIET, MessageLog.Query.ALL, true, PAGE);
    }

    @TearDown
    public void close() throws IOException {
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
