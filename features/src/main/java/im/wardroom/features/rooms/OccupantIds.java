// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.xmpp.address.BareJid;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Ids that tell occupants of one room apart without telling who they are (XEP-0421 §4): the same for a person for as
/// long as the room exists, and different in every room.
///
/// @param secret the room's
record OccupantIds(byte[] secret) {

    /// Of a room that does not exist.
    static final OccupantIds NONE = new OccupantIds(new byte[1]);

    private static final String HMAC = "HmacSHA256";

    String of(BareJid user) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(user.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }
}
