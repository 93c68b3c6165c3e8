// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The server's side of one SCRAM authentication (RFC 5802, RFC 7677), with channel binding (§6) and the
/// hash of the offer against downgrades (XEP-0474). Looks nothing up: the caller gives the keys between
/// `first` and `challenge`. Not thread-safe.
public final class ScramExchange {

    private static final int NONCE_BYTES = 24;

    private final ScramHash hash;
    private final boolean plus;
    private final Offer offer;
    private final Map<ChannelBinding, byte[]> bindings;
    private final String serverNonce;
    private @Nullable Opening opening;
    private @Nullable Challenge challenge;

    /// What a client says first. The names are as the client sent them, not yet prepared.
    ///
    /// @param authzid null if the client acts as itself
    public record ClientFirst(String username, @Nullable String authzid) {}

    private record Opening(ClientFirst names, String nonce, String bare, byte[] bindingInput) {}

    private record Challenge(ScramKeys keys, String nonce, String text) {}

    /// @param plus whether the client chose the mechanism with `-PLUS`
    /// @param bindings the data of this channel, empty where it has none
    public ScramExchange(
            ScramHash hash, boolean plus, Offer offer, Map<ChannelBinding, byte[]> bindings, SecureRandom random) {
        this(hash, plus, offer, bindings, nonce(random));
    }

    /// With a known nonce, for the examples of specifications.
    ScramExchange(ScramHash hash, boolean plus, Offer offer, Map<ChannelBinding, byte[]> bindings, String serverNonce) {
        this.hash = hash;
        this.plus = plus;
        this.offer = offer;
        this.bindings = Map.copyOf(bindings);
        this.serverNonce = serverNonce;
    }

    /// Reads the client's first message.
    ///
    /// @throws SaslFailure if it is malformed, or what it says of channel binding does not fit the offer
    public ClientFirst first(byte[] message) {
        if (opening != null) {
            throw new IllegalStateException("a second first message");
        }
        String text = ScramText.utf8(message);
        Gs2Header header = Gs2Header.read(text);
        byte[] data = header.bindingData(plus, offer, bindings);
        String bare = text.substring(header.text().length());
        List<ScramText.Attribute> attributes = ScramText.attributes(bare);
        String username = ScramText.saslName(ScramText.required(attributes, 0, 'n'));
        String nonce = ScramText.nonce(ScramText.required(attributes, 1, 'r'));
        ClientFirst names = new ClientFirst(username, header.authzid());
        opening = new Opening(names, nonce, bare, concat(header.text().getBytes(UTF_8), data));
        return names;
    }

    /// The server's first message.
    ///
    /// @param keys of the user, or those of [UnknownUser]; of this exchange's hash
    public byte[] challenge(ScramKeys keys) {
        if (opening == null || challenge != null) {
            throw new IllegalStateException("not the time for a challenge");
        }
        if (!keys.mechanism().equals(hash.mechanism())) {
            throw new IllegalArgumentException("keys of " + keys.mechanism() + " for " + hash.mechanism());
        }
        String nonce = opening.nonce() + serverNonce;
        String text = "r=" + nonce + ",s=" + ScramText.base64(keys.salt()) + ",i=" + keys.iterations();
        if (!offer.mechanisms().isEmpty()) {
            text += ",h=" + offer.downgradeHash(hash);
        }
        challenge = new Challenge(keys, nonce, text);
        return text.getBytes(UTF_8);
    }

    /// Verifies the client's last message. Gives the server's last message, which proves the server.
    ///
    /// @throws SaslFailure `not-authorized` if the proof, the nonce or the channel binding is wrong
    public byte[] finish(byte[] message) {
        if (opening == null || challenge == null) {
            throw new IllegalStateException("not the time for a proof");
        }
        Challenge asked = challenge;
        challenge = null;
        String text = ScramText.utf8(message);
        List<ScramText.Attribute> attributes = ScramText.attributes(text);
        byte[] binding = ScramText.base64(ScramText.required(attributes, 0, 'c'));
        String nonce = ScramText.required(attributes, 1, 'r');
        byte[] proof = ScramText.base64(ScramText.required(attributes, attributes.size() - 1, 'p'));
        String authMessage = opening.bare() + ',' + asked.text() + ',' + text.substring(0, text.lastIndexOf(",p="));
        if (!MessageDigest.isEqual(binding, opening.bindingInput())) {
            throw SaslFailure.notAuthorized("another channel");
        }
        if (!nonce.equals(asked.nonce())) {
            throw SaslFailure.notAuthorized("another nonce");
        }
        if (!isProof(asked.keys(), authMessage, proof)) {
            throw SaslFailure.notAuthorized("wrong proof");
        }
        byte[] signature = hash.digest().hmac(asked.keys().serverKey(), authMessage);
        return ("v=" + ScramText.base64(signature)).getBytes(UTF_8);
    }

    private boolean isProof(ScramKeys keys, String authMessage, byte[] proof) {
        byte[] key = hash.digest().hmac(keys.storedKey(), authMessage);
        if (proof.length != key.length) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            key[i] ^= proof[i];
        }
        return MessageDigest.isEqual(hash.digest().hash(key), keys.storedKey());
    }

    /// The name that the client gave, not yet prepared.
    public String username() {
        return known().username();
    }

    /// Whom the client wants to act as, null if as itself.
    public @Nullable String authzid() {
        return known().authzid();
    }

    private ClientFirst known() {
        if (opening == null) {
            throw new IllegalStateException("no first message yet");
        }
        return opening.names();
    }

    private static String nonce(SecureRandom random) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        byte[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }
}
