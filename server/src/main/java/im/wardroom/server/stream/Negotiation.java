// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.server.authentication.Attempt;
import im.wardroom.server.authentication.Step;
import im.wardroom.xmpp.sasl.Offer;
import im.wardroom.xmpp.sasl.SaslFailure;
import im.wardroom.xmpp.sasl.SaslFailure.Condition;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamException;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Leads one authentication after another on a stream, and counts those that fail (RFC 6120 §6.4.4). Lives on the
/// connection's loop.
final class Negotiation {

    private static final byte[] EMPTY = new byte[0];

    private final ClientStream stream;
    private @Nullable Attempt attempt;
    private @Nullable Framing framing;
    private Offer offer;
    private int failures;

    Negotiation(ClientStream stream, Offer offer) {
        this.stream = stream;
        this.offer = offer;
    }

    /// What the client was offered.
    Offer offer() {
        return offer;
    }

    /// @param begin makes the attempt, or throws a [SaslFailure]
    /// @param initial the client's first message in base64, or null if it waits for a challenge
    void begin(Framing shape, Supplier<Attempt> begin, @Nullable String initial) {
        framing = shape;
        if (!stream.services().sessions().guarding().admitsSignIn(stream.address())) {
            fail(shape, Condition.TEMPORARY_AUTH_FAILURE, "Too many attempts to sign in came from your address.");
            return;
        }
        try {
            Attempt begun = begin.get();
            attempt = begun;
            if (initial == null) {
                shape.challenge(EMPTY);
            } else {
                advance(shape, begun, decode(initial));
            }
        } catch (SaslFailure e) {
            fail(shape, e.condition(), e.text());
        }
    }

    void respond(Framing shape, String text) {
        Attempt current = attempt;
        if (current == null || framing != shape) {
            fail(shape, Condition.MALFORMED_REQUEST, null);
            return;
        }
        try {
            advance(shape, current, decode(text));
        } catch (SaslFailure e) {
            fail(shape, e.condition(), e.text());
        }
    }

    void abort(Framing shape) {
        fail(shape, Condition.ABORTED, null);
    }

    private void advance(Framing shape, Attempt current, byte[] message) {
        stream.await(() -> step(current, message), step -> answer(shape, step));
    }

    private static Step step(Attempt current, byte[] message) {
        try {
            return current.next(message);
        } catch (SaslFailure e) {
            return new Step.Failure(e.condition(), e.text(), e.isUnknownBinding());
        }
    }

    private void answer(Framing shape, Step step) {
        switch (step) {
            case Step.Challenge(byte[] message) -> shape.challenge(message);
            case Step.Success success -> {
                attempt = null;
                shape.success(success);
            }
            case Step.Failure(Condition condition, String text, boolean brokenBinding) -> {
                if (brokenBinding && stream.services().authenticator().allowsBrokenBinding()) {
                    offer = offer.asLenient();
                }
                fail(shape, condition, text);
            }
        }
    }

    private void fail(Framing shape, Condition condition, @Nullable String text) {
        attempt = null;
        shape.failure(condition, text);
        if (++failures >= stream.services().options().maxFailures()) {
            throw new StreamException(
                    StreamError.Condition.POLICY_VIOLATION, "Too many attempts to sign in failed on this stream.");
        }
    }

    static String encode(byte[] message) {
        return Base64.getEncoder().encodeToString(message);
    }

    /// RFC 6120 §6.4.2: an empty message that is there is written `=`.
    private static byte[] decode(String text) {
        if (text.equals("=")) {
            return EMPTY;
        }
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new SaslFailure(Condition.INCORRECT_ENCODING, "no base64");
        }
    }
}
