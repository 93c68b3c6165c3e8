// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.util.List;

/// How a change to an account ended.
public sealed interface Outcome {

    record Done(BareJid account) implements Outcome {}

    record AlreadyExists(BareJid account) implements Outcome {}

    record NoSuchAccount(BareJid account) implements Outcome {}

    record ForeignDomain(Domain domain, List<Domain> ours) implements Outcome {
        public ForeignDomain {
            ours = List.copyOf(ours);
        }
    }

    /// The account is under legal hold: it cannot be removed.
    record UnderHold(BareJid account) implements Outcome {}

    /// @param reasons in plain words, each after "the password …"
    record PasswordRefused(List<String> reasons) implements Outcome {
        public PasswordRefused {
            reasons = List.copyOf(reasons);
        }
    }
}
