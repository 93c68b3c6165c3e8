// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import im.wardroom.guard.Mode;
import java.time.Duration;

/// How scanners are asked, and what becomes of files that they cannot look at.
///
/// @param unavailable what becomes of a file at which too few could look
/// @param needed how many have to find a file clean; 0 means all that there are
/// @param patience how long a scanner may take for a file
/// @param failures one after the other, until a scanner is left alone
/// @param pause how long it is left alone before it is tried again
/// @param keep how long an answer counts for the same file, as long as the signatures are the same
public record ScannerRules(
        Mode mode,
        Unavailable unavailable,
        int needed,
        Duration patience,
        int failures,
        Duration pause,
        Duration keep) {

    public static final ScannerRules DEFAULT = new ScannerRules(
            Mode.ENFORCE,
            Unavailable.REFUSE,
            0,
            Duration.ofSeconds(60),
            3,
            Duration.ofSeconds(30),
            Duration.ofHours(12));

    /// What becomes of a file that could not be scanned.
    public enum Unavailable {
        /// Fail closed.
        REFUSE,
        /// Fail open; it is written down.
        PASS
    }

    public ScannerRules with(Mode changed) {
        return new ScannerRules(changed, unavailable, needed, patience, failures, pause, keep);
    }

    public ScannerRules with(Unavailable changed) {
        return new ScannerRules(mode, changed, needed, patience, failures, pause, keep);
    }

    public ScannerRules with(Duration patience) {
        return new ScannerRules(mode, unavailable, needed, patience, failures, pause, keep);
    }

    public ScannerRules needing(int count) {
        return new ScannerRules(mode, unavailable, count, patience, failures, pause, keep);
    }
}
