// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Localpart;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An invitation to make an account (XEP-0401) and to become its maker's contact (XEP-0379).
///
/// @param inviter whose contact the new account becomes, or null
/// @param reserved the name that the account will have, or null if the invited person chooses
/// @param uses how often it may still be used
public record Invitation(
        String token,
        Domain domain,
        @Nullable BareJid inviter,
        @Nullable Localpart reserved,
        Instant created,
        Instant expires,
        int uses) {

    public boolean validAt(Instant time) {
        return uses > 0 && time.isBefore(expires);
    }

    @Override
    public String toString() {
        return "Invitation[" + domain + ", ***]";
    }
}
