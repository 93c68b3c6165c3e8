// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

import org.jspecify.annotations.Nullable;

/// Parses addresses, and knows the last one: who talks to somebody goes on for a while. Belongs to one thread.
public final class LastAddress {

    private String text = "";
    private @Nullable Jid jid;

    /// As [Jid#parse]; the same object as the last time for the same text.
    ///
    /// @throws InvalidJidException if the text is not a valid JID
    public Jid parse(String address) {
        Jid known = jid;
        if (known == null || !text.equals(address)) {
            known = Jid.parse(address);
            text = address;
            jid = known;
        }
        return known;
    }
}
