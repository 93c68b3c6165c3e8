// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;

/// Who may ask an archive for anything: its owner.
final class Access {

    private Access() {}

    /// XEP-0313 §8.1. Who may not know the account meets one that does not exist.
    static void check(AccountContext account) {
        if (!account.isOwner()) {
            Condition condition = account.isTrusted() ? Condition.FORBIDDEN : Condition.SERVICE_UNAVAILABLE;
            throw new StanzaException(StanzaError.of(condition));
        }
    }
}
