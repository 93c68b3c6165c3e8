// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.NewAccount;
import im.wardroom.server.credential.Secret;
import im.wardroom.server.extension.Hooks.Stranger;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.server.extension.Slot;
import im.wardroom.store.Change;
import im.wardroom.store.Invitation;
import im.wardroom.store.Role;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Someone who has not signed in makes an account (XEP-0077 §3.1), with an invitation (XEP-0445) or without. Blocks.
final class StrangerRegistration {

    /// The invitation that the stranger showed, and when: it does not grow too old on the same stream (XEP-0445 §4).
    private record Shown(Invitation invitation, Instant at) {}

    private static final Slot<Optional<Shown>> SHOWN = Slot.of("invitation", Optional.empty());
    private static final Slot<Boolean> REGISTERED = Slot.of("registered", false);

    private final RegistrationRules rules;
    private final AccountAdministration administration;
    private final Invitations invitations;
    private final AddressQuota quota;
    private final Function<BareJid, Optional<String>> objections;
    private final Clock clock;

    StrangerRegistration(
            RegistrationRules rules,
            AccountAdministration administration,
            Function<BareJid, Optional<String>> objections,
            Invitations invitations,
            Clock clock) {
        this.rules = rules;
        this.objections = objections;
        this.administration = administration;
        this.invitations = invitations;
        this.quota = new AddressQuota(rules.perAddressAndHour(), clock);
        this.clock = clock;
    }

    /// XEP-0445 §4.
    void show(Stranger stranger, Element preauth) {
        requireOn();
        Invitation invitation = invitations
                .find(preauth.attribute("token", ""), stranger.domain())
                .orElseThrow(() -> new StanzaException(
                        Condition.ITEM_NOT_FOUND, "The invitation is not valid, was used or is over."));
        stranger.slots().set(SHOWN, Optional.of(new Shown(invitation, clock.instant())));
    }

    private void requireOn() {
        if (!rules.isOn()) {
            throw new StanzaException(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
        }
    }

    private @Nullable Shown permission(Stranger stranger) {
        requireOn();
        Shown shown = stranger.slots().get(SHOWN).orElse(null);
        if (shown == null && rules.mode() != RegistrationMode.OPEN_TO_ANYONE) {
            throw new StanzaException(Condition.NOT_ALLOWED, "An account can only be made here with an invitation.");
        }
        return shown;
    }

    /// What has to be filled in; whoever shows an invitation is told whose it is.
    Element form(Stranger stranger) {
        Shown shown = permission(stranger);
        Localpart reserved = shown == null ? null : shown.invitation().reserved();
        Element username = Element.of(Registration.NS, "username");
        Element query = Element.of(Registration.NS, "query")
                .with(Element.of(Registration.NS, "instructions", "Choose a name and a password."))
                .with(reserved == null ? username : username.withText(reserved.value()))
                .with(Element.of(Registration.NS, "password"));
        return shown == null ? query : query.with(described(shown.invitation()));
    }

    private static Element described(Invitation invitation) {
        Element element = Element.of(Registration.OURS, "invitation")
                .with(
                        "expires",
                        invitation.expires().truncatedTo(ChronoUnit.SECONDS).toString());
        return invitation.inviter() == null
                ? element
                : element.with("inviter", invitation.inviter().toString());
    }

    CompletableFuture<@Nullable Element> register(Stranger stranger, Iq request, Element query, ServerActions actions) {
        if (query.has(Registration.NS, "remove")) {
            throw new StanzaException(Condition.UNEXPECTED_REQUEST, "Sign in to remove your account.");
        }
        Shown shown = permission(stranger);
        if (stranger.slots().get(REGISTERED)) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "An account was made on this connection already.");
        }
        BareJid account = BareJid.of(name(stranger, query, shown), stranger.domain());
        Secret password = new Secret(Registration.field(query, "password"));
        create(stranger, new NewAccount(account, password, Role.USER), shown);
        stranger.slots().set(REGISTERED, true);
        BareJid inviter = shown == null ? null : shown.invitation().inviter();
        return inviter == null
                ? CompletableFuture.completedFuture(null)
                : actions.befriend(inviter, account).thenApply(done -> null);
    }

    private Localpart name(Stranger stranger, Element query, @Nullable Shown shown) {
        Localpart name;
        try {
            name = new Localpart(Registration.field(query, "username"));
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "The name cannot be used: " + e.getMessage());
        }
        Localpart reserved = shown == null ? null : shown.invitation().reserved();
        if (reserved != null && !reserved.equals(name)) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "The invitation is for the name " + reserved + ".");
        }
        String token = shown == null ? null : shown.invitation().token();
        if (invitations.isReserved(name, stranger.domain(), token)) {
            throw taken();
        }
        // Whoever reserved the name has looked at it.
        Optional<String> objection =
                reserved == null ? objections.apply(BareJid.of(name, stranger.domain())) : Optional.empty();
        if (objection.isPresent()) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, objection.get() + " Choose another one.");
        }
        return name;
    }

    private static StanzaException taken() {
        return new StanzaException(Condition.CONFLICT, "The name is taken; choose another one.");
    }

    private void create(Stranger stranger, NewAccount account, @Nullable Shown shown) {
        if (shown == null && !quota.take(stranger.address())) {
            throw new StanzaException(
                    Condition.RESOURCE_CONSTRAINT, "Too many accounts were made from your address; try again later.");
        }
        boolean made = false;
        try {
            Registration.require(administration.create(account, together(shown)));
            made = true;
        } catch (StoreException.Missing e) {
            throw new StanzaException(Condition.NOT_ALLOWED, "The invitation was used in the meantime.");
        } finally {
            if (!made && shown == null) {
                quota.giveBack(stranger.address());
            }
        }
    }

    private static List<Change> together(@Nullable Shown shown) {
        if (shown == null) {
            return List.of();
        }
        String token = shown.invitation().token();
        return List.of(new Change.UseInvitation(token, shown.at()), new Change.RemoveInvitation(token));
    }
}
