// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import im.wardroom.xmpp.address.Domain;
import java.util.List;

/// What accounts there may be, and what their passwords must be like.
public record AccountRules(List<Domain> domains, PasswordRules passwords) {

    public AccountRules {
        domains = List.copyOf(domains);
    }
}
