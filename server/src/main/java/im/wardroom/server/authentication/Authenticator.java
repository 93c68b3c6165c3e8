// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.authentication;

import im.wardroom.server.audit.AuditUnavailable;
import im.wardroom.server.audit.SignIns;
import im.wardroom.server.credential.Lockout;
import im.wardroom.server.credential.Safeguards;
import im.wardroom.store.Change;
import im.wardroom.store.Device;
import im.wardroom.store.Store;
import im.wardroom.store.Token;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.sasl.ChannelBinding;
import im.wardroom.xmpp.sasl.HashedToken;
import im.wardroom.xmpp.sasl.Offer;
import im.wardroom.xmpp.sasl.SaslFailure;
import im.wardroom.xmpp.sasl.SaslFailure.Condition;
import im.wardroom.xmpp.sasl.ScramHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What can prove an account, and what a proof leads to: lockout after wrong ones, a known device after a right one.
/// Thread-safe.
public final class Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);

    private final Store store;
    private final Safeguards safeguards;
    private final AuthenticationOptions options;
    private final byte[] serverSecret;
    private final Clock clock;
    private final SecureRandom random;
    private volatile Watch watch = (account, origin) -> {};

    /// @param serverSecret known to this server only, and kept for as long as it lives
    public Authenticator(
            Store store,
            Safeguards safeguards,
            AuthenticationOptions options,
            byte[] serverSecret,
            Clock clock,
            SecureRandom random) {
        this.store = store;
        this.safeguards = safeguards;
        this.options = options;
        this.serverSecret = serverSecret.clone();
        this.clock = clock;
        this.random = random;
    }

    /// From now on it is told who signs in.
    public void tell(Watch watching) {
        watch = watching;
    }

    /// The SASL mechanisms for a channel with these bindings, best first.
    public Offer offer(Set<ChannelBinding> bindings) {
        List<String> mechanisms = new ArrayList<>();
        if (!bindings.isEmpty()) {
            options.hashes().forEach(hash -> mechanisms.add(hash.plusMechanism()));
        }
        options.hashes().forEach(hash -> mechanisms.add(hash.mechanism()));
        return new Offer(
                mechanisms,
                Stream.of(ChannelBinding.values()).filter(bindings::contains).toList());
    }

    /// Whether a client that tried a channel binding that does not exist may go on without one.
    public boolean allowsBrokenBinding() {
        return options.allowsBrokenBinding();
    }

    /// The mechanisms of fast authentication for such a channel (XEP-0484 §3.1), best first.
    public List<String> fastMechanisms(Set<ChannelBinding> bindings) {
        if (options.tokenLife().isZero()) {
            return List.of();
        }
        return Arrays.stream(HashedToken.values())
                .filter(token -> token.binding().map(bindings::contains).orElse(true))
                .map(HashedToken::mechanism)
                .toList();
    }

    /// @throws SaslFailure `invalid-mechanism` if it was not offered
    public Attempt begin(String mechanism, Offer offer, Origin origin) {
        if (!offer.mechanisms().contains(mechanism)) {
            throw new SaslFailure(Condition.INVALID_MECHANISM, "not offered");
        }
        return new ScramAttempt(this, ScramHash.of(mechanism).orElseThrow(), mechanism, offer, origin);
    }

    /// @param count the client's replay counter (XEP-0484 §3.5), or -1 if it has none
    /// @throws SaslFailure `invalid-mechanism` if it was not offered
    public Attempt beginFast(String mechanism, Origin origin, long count) {
        if (!fastMechanisms(origin.bindings().keySet()).contains(mechanism)) {
            throw new SaslFailure(Condition.INVALID_MECHANISM, "not offered");
        }
        return new TokenAttempt(this, HashedToken.of(mechanism).orElseThrow(), origin, count);
    }

    // ---- for the attempts

    Store store() {
        return store;
    }

    SecureRandom random() {
        return random;
    }

    Clock clock() {
        return clock;
    }

    byte[] serverSecret() {
        return serverSecret;
    }

    AuthenticationOptions options() {
        return options;
    }

    /// Slows down or stops whoever failed too often. May block for as long as it slows down.
    ///
    /// @return whether the account signed in from this device or address before
    boolean admit(BareJid account, Origin origin, String mechanism) {
        boolean known = store.devices().isKnown(account, origin.agent().id(), origin.address());
        switch (safeguards.lockout().check(account, origin.address(), known)) {
            case Lockout.Decision.Proceed _ -> {}
            case Lockout.Decision.Delay(Duration time) -> Pause.of(time);
            case Lockout.Decision.Refuse(Instant until) -> {
                note(account, origin, mechanism, "locked");
                throw new TooManyFailures(until);
            }
        }
        return known;
    }

    /// Notes a wrong proof; the lockout counted it when it let it through.
    SaslFailure failed(BareJid account, Origin origin, String mechanism, SaslFailure failure) {
        note(account, origin, mechanism, String.valueOf(failure.getMessage()));
        return failure;
    }

    /// Notes that somebody was not let in.
    void note(BareJid account, Origin origin, String mechanism, String cause) {
        var _ = safeguards.trail().note(SignIns.failed(account, means(origin, mechanism), cause));
        LOG.atInfo()
                .addKeyValue("account", account)
                .addKeyValue("address", origin.address().getHostAddress())
                .addKeyValue("cause", cause)
                .log("sign-in failed");
    }

    /// Remembers the device and its address.
    ///
    /// @param known what [#admit] said
    /// @throws SaslFailure if it cannot be written down that somebody signs in
    void succeeded(BareJid account, Origin origin, String mechanism, boolean known) {
        try {
            safeguards.trail().require(SignIns.succeeded(account, means(origin, mechanism), known));
        } catch (AuditUnavailable e) {
            throw new SaslFailure(Condition.TEMPORARY_AUTH_FAILURE, "the audit log takes no more");
        }
        safeguards.lockout().succeeded(account, origin.address(), known);
        watch.signedIn(account, origin);
        UserAgent agent = origin.agent();
        Device device = new Device(agent.id(), agent.software(), agent.device(), clock.instant());
        store.commit(List.of(new Change.SawDevice(account, device, origin.address())))
                .exceptionally(error -> {
                    LOG.atWarn()
                            .addKeyValue("account", account)
                            .addKeyValue("cause", error)
                            .log("device not remembered");
                    return null;
                });
    }

    private static SignIns.Means means(Origin origin, String mechanism) {
        UserAgent agent = origin.agent();
        return new SignIns.Means(mechanism, origin.address(), agent.software(), agent.device());
    }

    // ---- tokens

    /// Makes a token for the device and keeps it. May block.
    ///
    /// @param used the token that the device signed in with, or null; it holds until the new one is used
    /// @throws SaslFailure `invalid-mechanism` if there is no such mechanism
    public Token issue(BareJid account, String device, String mechanism, @Nullable Token used) {
        if (HashedToken.of(mechanism).isEmpty() || options.tokenLife().isZero()) {
            throw new SaslFailure(Condition.INVALID_MECHANISM, "no such token");
        }
        Instant now = clock.instant();
        byte[] secret = HashedToken.generate(random).getBytes(StandardCharsets.US_ASCII);
        Token token = new Token(device, mechanism, secret, now, now.plus(options.tokenLife()), -1, true);
        List<Change> changes = new ArrayList<>();
        if (used != null) {
            changes.add(new Change.PutToken(account, used.previous()));
        }
        changes.add(new Change.PutToken(account, token));
        store.commit(changes).join();
        return token;
    }

    /// Whether a token shall be replaced now that it was used.
    public boolean isDue(Token used) {
        return used.issued().plus(options.tokenLife().dividedBy(10)).isBefore(clock.instant());
    }

    /// Forgets the tokens of the device (XEP-0484 §3.6). May block.
    public void forgetTokens(BareJid account, String device) {
        store.commit(List.of(new Change.RemoveTokens(account, device))).join();
    }
}
