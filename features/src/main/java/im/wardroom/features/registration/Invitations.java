// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import im.wardroom.store.Change;
import im.wardroom.store.Invitation;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes and looks up invitations. Every method blocks. Thread-safe.
final class Invitations {

    /// XEP-0379 §5.1 asks for 80 bits.
    private static final int TOKEN_BITS = 160;

    private static final int RADIX = 36;

    private final Store store;
    private final RegistrationRules rules;
    private final Clock clock;
    private final SecureRandom random;

    Invitations(Store store, RegistrationRules rules, Clock clock, SecureRandom random) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
        this.random = random;
    }

    /// An invitation that is on disk. Takes those away that are over.
    ///
    /// @param maker whose invitations are counted
    /// @param inviter whose contact the new account becomes, or null
    /// @param reserved the name of the new account, or null
    /// @throws StanzaException if the maker has too many open ones
    Invitation make(BareJid maker, @Nullable BareJid inviter, @Nullable Localpart reserved) {
        Instant now = clock.instant();
        List<Invitation> all = store.invitations().all();
        long open = all.stream()
                .filter(i -> i.validAt(now) && maker.equals(i.inviter()))
                .count();
        if (open >= rules.invitationsPerAccount()) {
            throw new StanzaException(
                    Condition.RESOURCE_CONSTRAINT,
                    "You have " + open + " invitations that nobody has used yet; wait until one is used or over.");
        }
        Invitation made = new Invitation(
                token(), maker.domain(), inviter, reserved, now, now.plus(rules.invitationLifetime()), 1);
        List<Change> changes = new ArrayList<>();
        all.stream().filter(i -> !i.validAt(now)).forEach(i -> changes.add(new Change.RemoveInvitation(i.token())));
        changes.add(new Change.PutInvitation(made));
        store.commit(changes).join();
        return made;
    }

    private String token() {
        return new BigInteger(TOKEN_BITS, random).toString(RADIX);
    }

    Optional<Invitation> find(String token, Domain domain) {
        return store.invitations().find(token).filter(i -> i.domain().equals(domain) && i.validAt(clock.instant()));
    }

    /// True if an invitation keeps the name for somebody else (XEP-0401 §6.2).
    ///
    /// @param except the token of whoever asks, or null
    boolean isReserved(Localpart name, Domain domain, @Nullable String except) {
        Instant now = clock.instant();
        return store.invitations().all().stream()
                .anyMatch(i -> name.equals(i.reserved())
                        && i.domain().equals(domain)
                        && i.validAt(now)
                        && !i.token().equals(except));
    }

    /// Uses the invitation to become its maker's contact; false if it cannot be used for that.
    boolean useForContact(BareJid inviter, String token) {
        Optional<Invitation> found =
                find(token, inviter.domain()).filter(i -> inviter.equals(i.inviter()) && i.reserved() == null);
        if (found.isEmpty()) {
            return false;
        }
        // Used and removed at once: of two that come together one fails.
        store.commit(List.of(new Change.UseInvitation(token, clock.instant()), new Change.RemoveInvitation(token)))
                .join();
        return true;
    }
}
