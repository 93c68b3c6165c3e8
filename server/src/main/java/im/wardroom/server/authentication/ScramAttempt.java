// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.authentication;

import im.wardroom.store.Accounts.Credentials;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.sasl.Offer;
import im.wardroom.xmpp.sasl.SaslFailure;
import im.wardroom.xmpp.sasl.SaslFailure.Condition;
import im.wardroom.xmpp.sasl.ScramExchange;
import im.wardroom.xmpp.sasl.ScramHash;
import im.wardroom.xmpp.sasl.ScramKeys;
import im.wardroom.xmpp.sasl.UnknownUser;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SCRAM against the keys in the store (RFC 5802). A user that does not exist takes the same way and the same time as
/// one that does.
final class ScramAttempt implements Attempt {

    /// The challenge comes this long after the question, whatever the store had to do for it.
    private static final long CHALLENGE_NANOS = 4_000_000;

    private final Authenticator authenticator;
    private final ScramHash hash;
    private final Origin origin;
    private final String mechanism;
    private final ScramExchange exchange;
    private @Nullable BareJid account;
    private boolean known;
    private Optional<Credentials> credentials = Optional.empty();

    ScramAttempt(Authenticator authenticator, ScramHash hash, String mechanism, Offer offer, Origin origin) {
        this.authenticator = authenticator;
        this.hash = hash;
        this.origin = origin;
        this.mechanism = mechanism;
        boolean plus = mechanism.equals(hash.plusMechanism());
        this.exchange = new ScramExchange(hash, plus, offer, origin.bindings(), authenticator.random());
    }

    @Override
    public Step next(byte[] message) {
        BareJid claimed = account;
        try {
            return claimed == null ? challenge(message) : finish(claimed, message);
        } catch (TooManyFailures locked) {
            return new Step.Failure(
                    Condition.TEMPORARY_AUTH_FAILURE, "Too many failed attempts. Try again later, or ask for help.");
        }
    }

    private Step challenge(byte[] message) {
        long due = System.nanoTime() + CHALLENGE_NANOS;
        String username = exchange.first(message).username();
        BareJid claimed = address(username);
        account = claimed;
        known = authenticator.admit(claimed, origin, mechanism);
        credentials = authenticator.store().accounts().credentials(claimed);
        byte[] challenge = exchange.challenge(keys(claimed));
        Pause.until(due);
        return new Step.Challenge(challenge);
    }

    private BareJid address(String username) {
        try {
            return BareJid.of(new Localpart(username), origin.domain());
        } catch (InvalidJidException e) {
            throw new SaslFailure(Condition.NOT_AUTHORIZED, "no user name");
        }
    }

    private ScramKeys keys(BareJid claimed) {
        return credentials
                .flatMap(found -> found.keys().stream()
                        .filter(keys -> keys.mechanism().equals(hash.mechanism()))
                        .findFirst())
                .orElseGet(() -> UnknownUser.keys(
                        authenticator.serverSecret(),
                        claimed.toString(),
                        hash,
                        authenticator.options().iterations()));
    }

    private Step finish(BareJid claimed, byte[] message) {
        byte[] last;
        try {
            last = exchange.finish(message);
        } catch (SaslFailure failure) {
            throw authenticator.failed(claimed, origin, mechanism, failure);
        }
        String authzid = exchange.authzid();
        if (authzid != null && !isOwn(authzid, claimed)) {
            authenticator.note(claimed, origin, mechanism, "another authorization identity");
            return new Step.Failure(Condition.INVALID_AUTHZID, "Acting as another account is not possible.");
        }
        Credentials found = credentials.orElseThrow();
        if (!found.account().enabled()) {
            authenticator.note(claimed, origin, mechanism, "account disabled");
            return new Step.Failure(Condition.ACCOUNT_DISABLED, "The account is disabled. Ask your administrator.");
        }
        if (isExpired(found)) {
            authenticator.note(claimed, origin, mechanism, "password expired");
            return new Step.Failure(Condition.CREDENTIALS_EXPIRED, "The password is too old. Ask for a new one.");
        }
        authenticator.succeeded(claimed, origin, mechanism, known);
        return new Step.Success(claimed, last, null);
    }

    private static boolean isOwn(String authzid, BareJid claimed) {
        try {
            return BareJid.parse(authzid).equals(claimed);
        } catch (InvalidJidException e) {
            return false;
        }
    }

    private boolean isExpired(Credentials found) {
        var age = authenticator.options().passwordAge();
        return age != null
                && found.account()
                        .passwordChanged()
                        .plus(age)
                        .isBefore(authenticator.clock().instant());
    }
}
