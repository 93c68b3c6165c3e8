// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.ArchiveIds;
import im.wardroom.server.extension.Extensions;
import im.wardroom.xmpp.address.Domain;
import java.time.Clock;
import java.util.Set;

/// What every account shares; all of it immutable.
public record Environment(
        Set<Domain> domains, Extensions extensions, AccountLimits limits, ArchiveIds ids, Clock clock) {
    public Environment {
        domains = Set.copyOf(domains);
    }
}
