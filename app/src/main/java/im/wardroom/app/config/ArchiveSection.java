// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.server.retention.Keep;
import java.time.Duration;
import java.util.OptionalInt;

/// What stays of messages when they are delivered.
public record ArchiveSection(
        @Doc("Whether messages are archived at all; those that wait for somebody who is away are kept either way.")
        @Default("true")
        boolean enabled,

        @Doc("Whose messages are archived for people who did not choose: everybody's, those of contacts, or nobody's.")
        @Default("always")
        Preference defaultPreference,

        @Doc("Whether people may choose what is archived of theirs (XEP-0441).") @Default("true")
        boolean ownersChoose,

        @Doc("How long messages stay; \"./wardroom archive keep\" says otherwise for single accounts.")
        @Default("forever")
        KeepFor keepFor,

        @Doc("How many messages of each account stay, the newest ones; 0 for any number.")
        @Default("0")
        @Between(min = "0", max = "100000000")
        int keepCount,

        @Doc("How often the archives are gone through to remove what need not stay.")
        @Default("1h")
        @Between(min = "1m", max = "30d")
        Duration pruneEvery) {

    /// Whose messages are archived (XEP-0441 §2.1).
    public enum Preference {
        ALWAYS,
        ROSTER,
        NEVER
    }

    public Keep keep() {
        return new Keep(keepFor.age(), keepCount == 0 ? OptionalInt.empty() : OptionalInt.of(keepCount));
    }
}
