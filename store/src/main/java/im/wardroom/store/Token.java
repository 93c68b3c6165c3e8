// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import java.time.Instant;

/// A token of fast authentication (XEP-0484). Never logged.
///
/// @param device the user agent's id
/// @param mechanism such as `HT-SHA-256-EXPR`
/// @param counter highest replay counter seen
/// @param fresh false for the token before the current one, which stays valid until the new one is used
public record Token(
        String device, String mechanism, byte[] secret, Instant issued, Instant expires, long counter, boolean fresh) {

    /// This token after a newer one was issued.
    public Token previous() {
        return new Token(device, mechanism, secret, issued, expires, counter, false);
    }

    public Token counted(long highest) {
        return new Token(device, mechanism, secret, issued, expires, highest, fresh);
    }

    public Token expiring(Instant end) {
        return new Token(device, mechanism, secret, issued, end, counter, fresh);
    }

    @Override
    public String toString() {
        return "Token[" + mechanism + ", ***]";
    }
}
