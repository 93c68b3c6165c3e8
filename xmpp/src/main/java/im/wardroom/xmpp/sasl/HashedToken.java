// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The mechanisms HT-SHA-256, which prove the possession of a token in one round trip (XEP-0484 §3;
/// draft-schmaus-kitten-sasl-ht-09). The secret is the token's text as bytes, as the client has it.
public enum HashedToken {
    EXPR("HT-SHA-256-EXPR", ChannelBinding.TLS_EXPORTER),
    ENDP("HT-SHA-256-ENDP", ChannelBinding.TLS_SERVER_END_POINT),
    NONE("HT-SHA-256-NONE", null);

    private static final byte[] INITIATOR = "Initiator".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RESPONDER = "Responder".getBytes(StandardCharsets.US_ASCII);
    private static final int TOKEN_BYTES = 32;

    private final String mechanism;
    private final @Nullable ChannelBinding binding;

    HashedToken(String mechanism, @Nullable ChannelBinding binding) {
        this.mechanism = mechanism;
        this.binding = binding;
    }

    /// What the client says first: who it is, and the hash that proves it.
    public record Initiator(String username, byte[] hash) {

        @Override
        public String toString() {
            return "Initiator[" + username + ", ***]";
        }
    }

    public String mechanism() {
        return mechanism;
    }

    /// The channel binding that the mechanism needs.
    public Optional<ChannelBinding> binding() {
        return Optional.ofNullable(binding);
    }

    public static Optional<HashedToken> of(String mechanism) {
        return Arrays.stream(values())
                .filter(token -> token.mechanism.equals(mechanism))
                .findFirst();
    }

    /// A new token: its text goes to the client, the text's bytes are the secret to keep.
    public static String generate(SecureRandom random) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Reads the initiator's message: the user's name, NUL, the hash.
    ///
    /// @throws SaslFailure `malformed-request` if it is none
    public static Initiator read(byte[] message) {
        int end = 0;
        while (end < message.length && message[end] != 0) {
            end++;
        }
        byte[] hash = Arrays.copyOfRange(message, Math.min(end + 1, message.length), message.length);
        if (end == 0 || hash.length != Digest.SHA_256.length()) {
            throw SaslFailure.malformed("not an initiator's message");
        }
        return new Initiator(ScramText.utf8(Arrays.copyOf(message, end)), hash);
    }

    /// Whether the initiator has this token and speaks on this channel; takes the same time either way.
    ///
    /// @param bindingData of the channel, empty for [#NONE]
    public boolean matches(Initiator initiator, byte[] secret, byte[] bindingData) {
        return MessageDigest.isEqual(proof(INITIATOR, secret, bindingData), initiator.hash());
    }

    /// What proves to the client that this server has the token, too.
    ///
    /// @param bindingData of the channel, empty for [#NONE]
    public byte[] responder(byte[] secret, byte[] bindingData) {
        return proof(RESPONDER, secret, bindingData);
    }

    private byte[] proof(byte[] role, byte[] secret, byte[] bindingData) {
        if (binding == null != (bindingData.length == 0)) {
            throw new IllegalArgumentException(mechanism + " with " + bindingData.length + " bytes of binding");
        }
        return Digest.SHA_256.hmac(secret, role, bindingData);
    }
}
