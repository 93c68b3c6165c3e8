// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import java.util.concurrent.CompletableFuture;

/// Looks at what takes time: at files that come within stanzas, by scanners. Thread-safe.
public interface Examiner {

    Mode mode();

    /// Completes at once if there is nothing to look at, and elsewhere otherwise.
    CompletableFuture<Verdict> examine(Act act);
}
