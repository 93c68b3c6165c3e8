// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.store.Samples;
import im.wardroom.xmpp.address.BareJid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// A program that commits until it is killed, and prints the account and number of each message once it is
/// acknowledged.
public final class CommitLoop {

    private CommitLoop() {}

    static Process start(Path folder, int accounts) throws IOException {
        return Child.start(CommitLoop.class, folder.toString(), Integer.toString(accounts));
    }

    static BareJid account(int number) {
        return BareJid.parse("user" + number + "@example.org");
    }

    /// What the message of this number is, always.
    static byte[] content(int account, long seq) {
        return ("message " + seq + " of " + account + " ").repeat(20).getBytes(StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) {
        // Whoever reads our output must see its end, not wait for ever.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> Runtime.getRuntime().halt(1));
        SqlStore store = SqlStore.open(Path.of(arguments[0]), Options.DEFAULT);
        IntStream.range(0, Integer.parseInt(arguments[1]))
                .forEach(number -> Thread.ofPlatform().start(() -> run(store, number)));
    }

    private static void run(SqlStore store, int number) {
        BareJid jid = account(number);
        if (store.accounts().find(jid).isEmpty()) {
            store.commit(List.of(new Change.CreateAccount(jid, Role.USER, Instant.EPOCH, List.of())))
                    .join();
        }
        long seq = store.accounts()
                .load(jid, Set.of())
                .map(Accounts.State::lastSeq)
                .orElseThrow();
        while (true) {
            seq++;
            store.commit(List.of(Samples.received(jid, seq, Instant.EPOCH, content(number, seq))))
                    .join();
            System.out.print(number + " " + seq + "\n");
        }
    }
}
