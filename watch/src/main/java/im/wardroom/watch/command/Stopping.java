// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Ends on Ctrl-C and SIGTERM as if there were nothing more to see: what was seen is told first, and it was no failure.
final class Stopping {

    private static final int PATIENCE_SECONDS = 5;
    private static final int FAILED = 1;

    private final CompletableFuture<Integer> told = new CompletableFuture<>();
    private final Thread hook = new Thread(this::stopAndWait, "telling what was seen");
    private Runnable stop = () -> {};

    /// @param howToStop is called on another thread, once or more
    void begin(Runnable howToStop) {
        stop = howToStop;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void now() {
        stop.run();
    }

    private void stopAndWait() {
        stop.run();
        int result = FAILED;
        try {
            result = told.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Nobody takes what is told: there is nothing to wait for.
            result = FAILED;
        }
        // Whoever ends a process by a signal is told the signal's number, unless it ends by itself.
        Runtime.getRuntime().halt(result);
    }

    /// All is told.
    void end(int result) {
        told.complete(result);
        try {
            boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already, and ends the process.
            return;
        }
    }
}
