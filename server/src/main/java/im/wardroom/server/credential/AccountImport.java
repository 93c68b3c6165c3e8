// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import im.wardroom.store.Change;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;

/// Makes many accounts at once: all of a file, or none of it. Uses all cores, and blocks.
public final class AccountImport {

    /// How it ended: exactly one of the two lists is empty, unless the file is.
    public record Result(List<BareJid> created, List<BadLine> bad) {
        public Result {
            created = List.copyOf(created);
            bad = List.copyOf(bad);
        }
    }

    private static final int NOTED_AT_ONCE = 1_000;

    private final AccountAdministration administration;

    public AccountImport(AccountAdministration administration) {
        this.administration = administration;
    }

    /// @param csv one account a line: name or address, password, and `administrator` or nothing
    /// @param progress is told on some thread how many thousandths of the work are done
    public Result run(String csv, IntConsumer progress) {
        ImportFile file = ImportFile.parse(csv, administration.rules().domains());
        List<BadLine> bad = new ArrayList<>(file.bad());
        bad.addAll(alreadyThere(file.accounts()));
        try (ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Steps steps = new Steps(file.accounts().size(), progress);
            forAll(
                            cores,
                            file.accounts(),
                            steps,
                            (line, account) ->
                                    administration.reasonsAgainst(account.jid(), account.password(), List.of()).stream()
                                            .map(reason -> new BadLine(line, "the password: " + reason))
                                            .toList())
                    .forEach(bad::addAll);
            if (!bad.isEmpty()) {
                bad.sort(Comparator.comparingInt(BadLine::line));
                return new Result(List.of(), bad);
            }
            List<List<Change>> changes =
                    forAll(cores, file.accounts(), steps, (_, account) -> administration.creation(account));
            return commit(file, changes.stream().flatMap(List::stream).toList());
        }
    }

    private List<BadLine> alreadyThere(Map<Integer, NewAccount> accounts) {
        List<BadLine> bad = new ArrayList<>();
        accounts.forEach((line, account) -> {
            if (administration.exists(account.jid())) {
                bad.add(new BadLine(line, account.jid() + " exists already"));
            }
        });
        return bad;
    }

    private Result commit(ImportFile file, List<Change> changes) {
        List<BareJid> created =
                file.accounts().values().stream().map(NewAccount::jid).toList();
        try {
            administration.commit(changes);
            note(file);
            return new Result(created, List.of());
        } catch (StoreException.Conflict e) {
            // Somebody made one of them in the meantime.
            return new Result(List.of(), alreadyThere(file.accounts()));
        }
    }

    /// A few at a time: the audit log takes no more than it can write.
    private void note(ImportFile file) {
        int noted = 0;
        for (NewAccount account : file.accounts().values()) {
            CompletableFuture<Void> written = administration.noteCreated(account.jid(), account.role());
            if (++noted % NOTED_AT_ONCE == 0) {
                written.join();
            }
        }
    }

    private static <T> List<T> forAll(
            ExecutorService cores,
            Map<Integer, NewAccount> accounts,
            Steps steps,
            BiFunction<Integer, NewAccount, T> work) {
        List<Callable<T>> tasks = new ArrayList<>();
        accounts.forEach((line, account) -> tasks.add(() -> {
            T result = work.apply(line, account);
            steps.done();
            return result;
        }));
        try {
            List<T> results = new ArrayList<>(tasks.size());
            for (Future<T> future : cores.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the import was interrupted; nothing was changed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the import failed; nothing was changed", e.getCause());
        }
    }

    /// Counts two steps for each account. Thread-safe.
    private static final class Steps {
        private static final int WHOLE = 1_000;
        private final int total;
        private final IntConsumer progress;
        private final AtomicInteger done = new AtomicInteger();

        Steps(int accounts, IntConsumer progress) {
            this.total = Math.max(1, 2 * accounts);
            this.progress = progress;
        }

        void done() {
            int now = done.incrementAndGet();
            int before = (int) ((now - 1L) * WHOLE / total);
            int after = (int) ((long) now * WHOLE / total);
            if (after > before) {
                progress.accept(after);
            }
        }
    }
}
