// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The start of a client's first message: what it says of channel binding, and whom it wants to act as
/// (RFC 5802 §7, `gs2-header`).
///
/// @param text as it came, for the comparison with the client's last message
/// @param flag `n`, `y` or `p`
record Gs2Header(
        String text,
        char flag,
        @Nullable String bindingName,
        @Nullable String authzid) {

    static Gs2Header read(String message) {
        int first = message.indexOf(',');
        int second = message.indexOf(',', first + 1);
        if (first < 0 || second < 0) {
            throw SaslFailure.malformed("no GS2 header");
        }
        String flag = message.substring(0, first);
        String text = message.substring(0, second + 1);
        String authzid = authzid(message.substring(first + 1, second));
        if (flag.equals("n") || flag.equals("y")) {
            return new Gs2Header(text, flag.charAt(0), null, authzid);
        }
        if (flag.startsWith("p=") && flag.length() > 2) {
            return new Gs2Header(text, 'p', flag.substring(2), authzid);
        }
        throw SaslFailure.malformed("no flag for channel binding");
    }

    private static @Nullable String authzid(String part) {
        if (part.isEmpty()) {
            return null;
        }
        if (!part.startsWith("a=") || part.length() == 2) {
            throw SaslFailure.malformed("no authorization identity");
        }
        return ScramText.saslName(part.substring(2));
    }

    /// The data that the client must send back, given what was offered (RFC 5802 §6).
    byte[] bindingData(boolean plus, Offer offer, Map<ChannelBinding, byte[]> bindings) {
        if (plus) {
            return Optional.ofNullable(bindingName)
                    .flatMap(ChannelBinding::of)
                    .flatMap(type -> Optional.ofNullable(bindings.get(type)))
                    .orElseThrow(() -> SaslFailure.unknownBinding(bindingName));
        }
        if (flag == 'p') {
            throw SaslFailure.notAuthorized("channel binding without -PLUS");
        }
        if (flag == 'y' && offer.hasPlus() && !offer.lenient()) {
            throw SaslFailure.lostOffer();
        }
        return new byte[0];
    }
}
