// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import java.io.UncheckedIOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Keeps a device connected: resumes its stream where the server allows it, and signs in anew otherwise. A connection
/// that is lost for no reason is a problem. Belongs to the device's thread.
final class Reconnecting {

    /// What a device does while it is connected. It returns, or fails when the connection is lost.
    @FunctionalInterface
    interface Conversation {

        /// @param start of the server, for the power switch
        void hold(CountedStream stream, boolean resumed, int start);
    }

    private final TestBench bench;
    private final Person person;
    private @Nullable CountedStream stream;

    Reconnecting(TestBench bench, Person person) {
        this.bench = bench;
        this.person = person;
    }

    void run(BooleanSupplier done, Conversation conversation) {
        try {
            while (!done.getAsBoolean()) {
                int start = bench.power().awaitOn();
                try {
                    connect(conversation, start);
                } catch (UncheckedIOException | AssertionError | IllegalStateException e) {
                    if (bench.power().isSame(start)) {
                        bench.ledger().problem(person.name() + " lost a running server: " + e);
                        return;
                    }
                    bench.ledger().setback(person.name());
                    bench.power().rest();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect(Conversation conversation, int start) {
        CountedStream before = stream;
        @Nullable CountedStream resumed = before == null ? null : before.resume(bench.program(), person);
        if (resumed == null && before != null && before.isResumable()) {
            bench.ledger().notResumed();
        }
        // Nothing goes on with the old one now.
        stream = null;
        CountedStream current = resumed != null ? resumed : CountedStream.signIn(bench.program(), person, "desk");
        stream = current;
        bench.ledger().connected(resumed != null);
        try (current) {
            conversation.hold(current, resumed != null, start);
        }
    }
}
