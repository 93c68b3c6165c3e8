// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.quarantine;

import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Why an account is confined, since when, and who has agreed to end that.
///
/// @param until when it ends by itself; null is never
/// @param reason its code
/// @param reference of the finding
/// @param text for the owner of the account
/// @param releasedBy officers who have agreed to its end so far
public record Quarantine(
        BareJid account,
        Instant since,
        @Nullable Instant until,
        String reason,
        String reference,
        String text,
        Set<String> releasedBy) {

    public Quarantine {
        releasedBy = Set.copyOf(releasedBy);
    }

    boolean isOver(Instant now) {
        return until != null && !until.isAfter(now);
    }

    Quarantine agreedBy(String officer) {
        Set<String> more = new TreeSet<>(releasedBy);
        more.add(officer);
        return new Quarantine(account, since, until, reason, reference, text, more);
    }
}
