// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.store.Accounts;
import im.wardroom.store.Invitation;
import im.wardroom.store.Role;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The commands that make invitations (XEP-0401 §5, by way of XEP-0050).
final class InvitationCommands {

    static final String NS = "http://jabber.org/protocol/commands";
    static final String INVITE = "urn:xmpp:invite#invite";
    static final String CREATE_ACCOUNT = "urn:xmpp:invite#create-account";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private final RegistrationRules rules;
    private final Invitations invitations;
    private final InvitationLinks links;
    private final Accounts accounts;
    private final Executor blocking;

    InvitationCommands(
            RegistrationRules rules,
            Invitations invitations,
            InvitationLinks links,
            Accounts accounts,
            Executor blocking) {
        this.rules = rules;
        this.invitations = invitations;
        this.links = links;
        this.accounts = accounts;
        this.blocking = blocking;
    }

    /// XEP-0050 §2.2: those that the user may carry out.
    CompletableFuture<List<Element>> list(Iq request) {
        String server = String.valueOf(request.to());
        BareJid user = Objects.requireNonNull(request.from()).bare();
        return CompletableFuture.supplyAsync(
                () -> {
                    List<Element> items = new ArrayList<>();
                    items.add(item(server, INVITE, "Invite someone"));
                    if (rules.isOn() && isAdministrator(user)) {
                        items.add(item(server, CREATE_ACCOUNT, "Invite someone to make an account"));
                    }
                    return items;
                },
                blocking);
    }

    private static Element item(String server, String node, String name) {
        return Element.of(ITEMS, "item").with("jid", server).with("node", node).with("name", name);
    }

    private boolean isAdministrator(BareJid user) {
        return accounts.find(user)
                .filter(found -> found.role() == Role.ADMINISTRATOR)
                .isPresent();
    }

    void handle(AccountContext account, Element command) {
        if (account.request().type() != Iq.Type.SET) {
            throw new StanzaException(StanzaError.of(Condition.BAD_REQUEST));
        }
        String node = command.attribute("node", "");
        if (!node.equals(INVITE) && !node.equals(CREATE_ACCOUNT)) {
            throw new StanzaException(StanzaError.of(Condition.ITEM_NOT_FOUND));
        }
        BareJid user = account.owner();
        Supplier<Element> answer = switch (command.attribute("action", "execute")) {
            case "execute", "complete", "next" ->
                node.equals(INVITE) ? () -> invite(user) : () -> createAccount(user, command);
            case "cancel" -> () -> CommandForms.status(node, "canceled");
            default -> throw new StanzaException(StanzaError.of(Condition.BAD_REQUEST));
        };
        account.await(CompletableFuture.supplyAsync(answer, blocking), account::reply);
    }

    private Element invite(BareJid user) {
        Invitation made = invitations.make(user, user, null);
        return CommandForms.invitation(INVITE, links.toContact(user, made.token(), rules.isOn()), made.expires());
    }

    private Element createAccount(BareJid user, Element command) {
        if (!rules.isOn()) {
            throw new StanzaException(Condition.NOT_ALLOWED, "Accounts cannot be made with a client here.");
        }
        if (!isAdministrator(user)) {
            throw new StanzaException(Condition.FORBIDDEN, "Only an administrator can do this.");
        }
        Element form = command.child(CommandForms.NS, "x");
        if (form == null) {
            return CommandForms.accountForm(CREATE_ACCOUNT);
        }
        Localpart name = name(user, CommandForms.value(form, "username"));
        String contact = CommandForms.value(form, "roster-subscription");
        Invitation made = invitations.make(user, contact.equals("1") || contact.equals("true") ? user : null, name);
        return CommandForms.invitation(
                CREATE_ACCOUNT, links.toAccount(user.domain(), name, made.token()), made.expires());
    }

    private @Nullable Localpart name(BareJid user, String text) {
        if (text.isEmpty()) {
            return null;
        }
        Localpart name;
        try {
            name = new Localpart(text);
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.BAD_REQUEST, "The name cannot be used: " + e.getMessage());
        }
        if (accounts.find(BareJid.of(name, user.domain())).isPresent()
                || invitations.isReserved(name, user.domain(), null)) {
            throw new StanzaException(Condition.CONFLICT, "The name is taken; choose another one.");
        }
        return name;
    }
}
