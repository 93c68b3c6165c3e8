// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// What an account has at a relay: streams that are expected, the oldest first, and how many are going. Belongs to the
/// relay's lock, but for the allowance.
final class Account {

    final String name;
    final Allowance allowance;
    final SequencedSet<String> expected = new LinkedHashSet<>();
    int running;

    Account(String name, Allowance allowance) {
        this.name = name;
        this.allowance = allowance;
    }

    boolean isIdle() {
        return running == 0 && expected.isEmpty();
    }
}
