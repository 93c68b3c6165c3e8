// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.authentication;

import im.wardroom.store.Accounts.Summary;
import im.wardroom.store.Change;
import im.wardroom.store.Token;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.sasl.HashedToken;
import im.wardroom.xmpp.sasl.SaslFailure;
import im.wardroom.xmpp.sasl.SaslFailure.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A token of fast authentication against those in the store (XEP-0484 §3).
final class TokenAttempt implements Attempt {

    private final Authenticator authenticator;
    private final HashedToken mechanism;
    private final Origin origin;
    private final long count;

    /// @param count the client's replay counter, or -1 if it has none
    TokenAttempt(Authenticator authenticator, HashedToken mechanism, Origin origin, long count) {
        this.authenticator = authenticator;
        this.mechanism = mechanism;
        this.origin = origin;
        this.count = count;
    }

    @Override
    public Step next(byte[] message) {
        String device = origin.agent().id();
        if (device == null) {
            throw new SaslFailure(Condition.MALFORMED_REQUEST, "a token belongs to a user agent with an id");
        }
        HashedToken.Initiator initiator = HashedToken.read(message);
        BareJid account = address(initiator.username());
        boolean known;
        try {
            known = authenticator.admit(account, origin, mechanism.mechanism());
        } catch (TooManyFailures locked) {
            return new Step.Failure(Condition.TEMPORARY_AUTH_FAILURE, "Too many failed attempts. Try again later.");
        }
        byte[] binding = mechanism
                .binding()
                .map(type -> Objects.requireNonNull(origin.bindings().get(type)))
                .orElse(new byte[0]);
        List<Token> tokens = authenticator.store().tokens().of(account, device);
        Optional<Token> used = tokens.stream()
                .filter(this::isValid)
                .filter(t -> mechanism.matches(initiator, t.secret(), binding))
                .findFirst();
        boolean enabled = authenticator
                .store()
                .accounts()
                .find(account)
                .filter(Summary::enabled)
                .isPresent();
        if (used.isEmpty() || !enabled) {
            throw authenticator.failed(
                    account, origin, mechanism.mechanism(), new SaslFailure(Condition.NOT_AUTHORIZED, "no such token"));
        }
        return success(account, used.get(), tokens, binding, known);
    }

    private BareJid address(String username) {
        try {
            return BareJid.of(new Localpart(username), origin.domain());
        } catch (InvalidJidException e) {
            throw new SaslFailure(Condition.NOT_AUTHORIZED, "no user name");
        }
    }

    private boolean isValid(Token token) {
        return token.mechanism().equals(mechanism.mechanism())
                && authenticator.clock().instant().isBefore(token.expires())
                && (count < 0 || count > token.counter());
    }

    /// The counter is kept before the answer, so that a replay finds it. The token before a used fresh one ends.
    private Step success(BareJid account, Token used, List<Token> tokens, byte[] binding, boolean known) {
        List<Change> changes = new ArrayList<>();
        if (count >= 0) {
            changes.add(new Change.PutToken(account, used.counted(count)));
        }
        if (used.fresh()) {
            tokens.stream()
                    .filter(t -> !t.fresh() && t.mechanism().equals(used.mechanism()))
                    .forEach(t -> changes.add(new Change.PutToken(account, t.expiring(Instant.EPOCH))));
        }
        if (!changes.isEmpty()) {
            authenticator.store().commit(changes).join();
        }
        authenticator.succeeded(account, origin, mechanism.mechanism(), known);
        return new Step.Success(account, mechanism.responder(used.secret(), binding), used);
    }
}
