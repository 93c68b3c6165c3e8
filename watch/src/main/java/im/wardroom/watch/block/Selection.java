// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Entry;
import im.wardroom.watch.service.Service;
import java.util.Set;

/// What is to be denied.
///
/// @param isForced whether what is shared with other sites is denied as well
public record Selection(Set<Service> services, boolean isForced) {

    public Selection {
        services = Set.copyOf(services);
    }

    public Verdict verdict(Entry entry) {
        if (entry.isAllowed()) {
            return new Verdict.Pass(Verdict.Reason.ALLOWED);
        }
        if (entry.service().isEmpty()) {
            return new Verdict.Pass(Verdict.Reason.NOBODYS);
        }
        Service service = entry.service().get();
        if (!services.contains(service)) {
            return new Verdict.Pass(Verdict.Reason.OTHER);
        }
        return entry.isOwn() || isForced ? new Verdict.Deny(service) : new Verdict.Pass(Verdict.Reason.SHARED);
    }
}
