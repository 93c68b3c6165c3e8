// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.Outcome;
import im.wardroom.server.credential.Secret;
import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.AccountContext.DeviceView;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.store.Accounts;
import im.wardroom.store.Role;
import im.wardroom.store.RosterItem;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A signed-in user changes the password or leaves for good (XEP-0077 §3.2 and §3.3).
final class MemberRegistration {

    private final RegistrationRules rules;
    private final AccountAdministration administration;
    private final Accounts accounts;
    private final Executor blocking;

    MemberRegistration(
            RegistrationRules rules, AccountAdministration administration, Accounts accounts, Executor blocking) {
        this.rules = rules;
        this.administration = administration;
        this.accounts = accounts;
        this.blocking = blocking;
    }

    void handle(AccountContext account, Element query, ServerActions actions) {
        if (account.request().type() == Iq.Type.GET) {
            account.reply(registered(account.owner()));
        } else if (query.has(Registration.NS, "remove")) {
            remove(account, query, actions);
        } else {
            changePassword(account, query, actions);
        }
    }

    private static Element registered(BareJid owner) {
        return Element.of(Registration.NS, "query")
                .with(Element.of(Registration.NS, "registered"))
                .with(Element.of(Registration.NS, "username", name(owner)))
                .with(Element.of(Registration.NS, "password"));
    }

    private static String name(BareJid owner) {
        return Objects.requireNonNull(owner.local()).value();
    }

    private void changePassword(AccountContext account, Element query, ServerActions actions) {
        Element username = query.child(Registration.NS, "username");
        Element password = query.child(Registration.NS, "password");
        if (username == null || password == null || password.text().isEmpty()) {
            throw new StanzaException(Condition.BAD_REQUEST, "Give your user name and the new password.");
        }
        if (!username.text().strip().equalsIgnoreCase(name(account.owner()))) {
            throw new StanzaException(Condition.FORBIDDEN, "Only your own password can be changed.");
        }
        Resource spared = resource(account);
        Secret secret = new Secret(password.text());
        CompletableFuture<Outcome> change = CompletableFuture.supplyAsync(
                () -> administration.changePassword(
                        account.owner(), secret, (owner, reason) -> actions.evict(owner, reason, spared)),
                blocking);
        account.await(change, outcome -> {
            Registration.require(outcome);
            account.reply(null);
        });
    }

    private static @Nullable Resource resource(AccountContext account) {
        DeviceView device = account.device();
        return device == null ? null : device.jid().resource();
    }

    private void remove(AccountContext account, Element query, ServerActions actions) {
        if (query.elements().count() != 1) {
            throw new StanzaException(Condition.BAD_REQUEST, "Nothing else can be asked for together with a removal.");
        }
        if (!rules.isOn()) {
            throw new StanzaException(Condition.NOT_ALLOWED, "Ask the administrator to remove your account.");
        }
        // The answer comes before the sessions end, so they are ended here and not by the administration.
        CompletableFuture<Outcome> removal =
                CompletableFuture.supplyAsync(() -> removeIfAllowed(account.owner()), blocking);
        account.await(removal, outcome -> {
            Registration.require(outcome);
            account.reply(null);
            account.roster().forEach(item -> sayGoodbye(account, item));
            var _ = actions.evict(account.owner(), "The account was removed.", null);
        });
    }

    private Outcome removeIfAllowed(BareJid owner) {
        boolean administrator = accounts.find(owner)
                .filter(found -> found.role() == Role.ADMINISTRATOR)
                .isPresent();
        if (administrator) {
            throw new StanzaException(
                    Condition.NOT_ALLOWED, "An administrator's account is removed with the command line.");
        }
        return administration.remove(owner, (account, reason) -> {});
    }

    /// XEP-0077 §3.2: the subscriptions end on both sides.
    private static void sayGoodbye(AccountContext account, RosterItem item) {
        if (item.subscription().to() || item.ask()) {
            account.route(Presence.of(Presence.Type.UNSUBSCRIBE, account.owner(), item.jid()));
        }
        if (item.subscription().from()) {
            account.route(Presence.of(Presence.Type.UNSUBSCRIBED, account.owner(), item.jid()));
        }
    }
}
