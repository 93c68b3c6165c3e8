// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.Outcome;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.server.extension.Specification;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// In-Band Registration (XEP-0077), with invitations (XEP-0401, XEP-0445, XEP-0379): who may make an account, and who
/// becomes whose contact by that. The work is done by the parts.
public final class Registration implements Feature {

    static final String NS = "jabber:iq:register";

    /// Tells whoever shows an invitation whose it is, and until when; docs/registration.md.
    static final String OURS = "urn:wardroom:invitation:0";

    private static final String OFFER = "http://jabber.org/features/iq-register";
    private static final String TOKENS = "urn:xmpp:ibr-token:0";
    private static final String PARS = "urn:xmpp:pars:0";

    private final RegistrationRules rules;
    private final Invitations invitations;
    private final StrangerRegistration strangers;
    private final MemberRegistration members;
    private final InvitationCommands commands;
    private final Executor blocking = task -> Thread.ofVirtual().start(task);
    private @Nullable ServerActions actions;

    /// What this feature works with.
    ///
    /// @param administration makes, changes and removes accounts
    /// @param pages where the pages for a domain are, if there are any
    /// @param objections why a stranger may not have this address, if there is a reason
    public record Parts(
            AccountAdministration administration,
            Store store,
            SecureRandom random,
            Function<Domain, Optional<URI>> pages,
            Function<BareJid, Optional<String>> objections) {

        /// Without objections.
        public Parts(
                AccountAdministration administration,
                Store store,
                SecureRandom random,
                Function<Domain, Optional<URI>> pages) {
            this(administration, store, random, pages, account -> Optional.empty());
        }

        /// Without pages and objections.
        public Parts(AccountAdministration administration, Store store, SecureRandom random) {
            this(administration, store, random, domain -> Optional.empty(), account -> Optional.empty());
        }
    }

    public Registration(RegistrationRules rules, Parts parts, Clock clock) {
        this.rules = rules;
        this.invitations = new Invitations(parts.store(), rules, clock, parts.random());
        this.strangers =
                new StrangerRegistration(rules, parts.administration(), parts.objections(), invitations, clock);
        this.members = new MemberRegistration(
                rules, parts.administration(), parts.store().accounts(), blocking);
        this.commands = new InvitationCommands(
                rules,
                invitations,
                new InvitationLinks(parts.pages()),
                parts.store().accounts());
    }

    @Override
    public List<Specification> specifications() {
        return List.of(
                Specification.xep(77, "2.4").partial("no data forms"),
                Specification.xep(379, "0.3.3"),
                Specification.xep(401, "0.6.0"),
                Specification.xep(445, "0.2.0"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.stranger(NS, "query", this::stranger)
                .stranger(PARS, "preauth", (stranger, request, preauth) -> {
                    requireSet(request);
                    strangers.show(stranger, preauth);
                    return Hooks.answer(null);
                })
                .member(NS, "query", (account, query) -> members.handle(account, query, actions()))
                .approve(this::decide)
                .connected(server -> actions = server)
                .serverFeature(NS);
        commands.all().forEach(hooks::command);
        if (rules.isOn()) {
            hooks.offerToStrangers(domain -> Element.of(OFFER, "register"))
                    .offerToStrangers(domain -> Element.of(TOKENS, "register"));
        }
    }

    private ServerActions actions() {
        return Objects.requireNonNull(actions, "connected");
    }

    private CompletableFuture<@Nullable Element> stranger(Hooks.Stranger stranger, Iq request, Element query) {
        return request.type() == Iq.Type.GET
                ? Hooks.answer(strangers.form(stranger))
                : strangers.register(stranger, request, query, actions());
    }

    private static void requireSet(Iq request) {
        if (request.type() != Iq.Type.SET) {
            throw new StanzaException(StanzaError.of(Condition.BAD_REQUEST));
        }
    }

    /// XEP-0379 §3.5: who shows an invitation of the owner may see the presence.
    private @Nullable CompletableFuture<Boolean> decide(BareJid owner, Presence request) {
        Element preauth = request.element().child(PARS, "preauth");
        if (preauth == null) {
            return null;
        }
        String token = preauth.attribute("token", "");
        return CompletableFuture.supplyAsync(() -> invitations.useForContact(owner, token), blocking);
    }

    /// XEP-0077 §3.1: what is missing or empty is not acceptable.
    static String field(Element query, String name) {
        Element field = query.child(NS, name);
        if (field == null || field.text().isEmpty()) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "A user name and a password are needed.");
        }
        return field.text();
    }

    /// @throws StanzaException saying why it was not done
    static void require(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done _ -> {}
            case Outcome.AlreadyExists _ ->
                throw new StanzaException(Condition.CONFLICT, "The name is taken; choose another one.");
            case Outcome.PasswordRefused(List<String> reasons) ->
                throw new StanzaException(
                        Condition.NOT_ACCEPTABLE, "The password was refused: " + String.join("; ", reasons) + ".");
            case Outcome.NoSuchAccount _ -> throw new StanzaException(StanzaError.of(Condition.ITEM_NOT_FOUND));
            // Nobody is told about the hold: it may be about the person who asks.
            case Outcome.ForeignDomain _, Outcome.UnderHold _ ->
                throw new StanzaException(StanzaError.of(Condition.NOT_ALLOWED));
        }
    }
}
