// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import im.wardroom.bench.load.Conversation;
import im.wardroom.bench.load.LoadFailure;
import java.time.Duration;

/// Asks the archives (XEP-0313) of both sides of a few pairs for their last message: an archive that is behind or empty
/// would be fast.
final class ArchiveCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAIRS = 3;

    private ArchiveCheck() {}

    static void last(Subject subject, Conversation conversation) {
        for (int pair = 0; pair < PAIRS; pair++) {
            if (!conversation.isArchived(pair, PATIENCE)) {
                throw new LoadFailure(subject.product().name() + " has not archived the last message of pair " + pair);
            }
        }
    }
}
