// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

import org.jspecify.annotations.Nullable;

/// An XMPP address (RFC 7622): a bare JID (`local@domain` or `domain`) or a full JID (with a resource).
/// Values are always normalised, so that `equals` is the comparison of RFC 7622.
public sealed interface Jid permits BareJid, FullJid {

    BareJid bare();

    default Domain domain() {
        return bare().domain();
    }

    default @Nullable Localpart local() {
        return bare().local();
    }

    /// Null for a bare JID.
    @Nullable
    Resource resource();

    /// Parses and normalises an address.
    ///
    /// @throws InvalidJidException if the text is not a valid JID
    static Jid parse(String text) {
        int slash = text.indexOf('/');
        String bareText = slash < 0 ? text : text.substring(0, slash);
        int at = bareText.indexOf('@');
        Localpart local = at < 0 ? null : new Localpart(bareText.substring(0, at));
        BareJid bare = new BareJid(local, new Domain(bareText.substring(at + 1)));
        return slash < 0 ? bare : new FullJid(bare, new Resource(text.substring(slash + 1)));
    }
}
