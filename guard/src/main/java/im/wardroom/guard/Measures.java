// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the guard asks of the server, beside the verdict on an act. Returns at once; thread-safe.
public interface Measures {

    /// Does nothing: for acts that are only tried.
    Measures NONE = new Measures() {
        @Override
        public void quarantine(BareJid account, Finding finding) {}

        @Override
        public void recall(List<Copy> copies, Finding finding) {}

        @Override
        public void drop(List<BareJid> senders, Finding finding) {}

        @Override
        public void tell(BareJid to, String text) {}

        @Override
        public void alarm(Finding finding) {}
    };

    /// Nothing else of the account passes from now on.
    void quarantine(BareJid account, Finding finding);

    /// Takes copies that were delivered away again: from clients that know how to (XEP-0424, XEP-0425), and from the
    /// archives.
    void recall(List<Copy> copies, Finding finding);

    /// Drops what is held of these senders.
    void drop(List<BareJid> senders, Finding finding);

    /// Says something to somebody, in the security desk's name.
    void tell(BareJid to, String text);

    /// Something that an officer must know now.
    void alarm(Finding finding);

    /// A message that was delivered.
    ///
    /// @param to an account or a room
    /// @param id the message's, as its sender gave it
    record Copy(Jid from, Jid to, @Nullable String id, Instant at) {}
}
