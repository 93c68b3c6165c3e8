// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.server.extension.command.AdHocCommand.Audience;
import im.wardroom.server.extension.command.Call;
import im.wardroom.server.extension.command.Progress;
import im.wardroom.store.Accounts;
import im.wardroom.store.Invitation;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The commands that make invitations (XEP-0401 §5, by way of XEP-0050).
final class InvitationCommands {

    static final String INVITE = "urn:xmpp:invite#invite";
    private static final String CREATE_ACCOUNT = "urn:xmpp:invite#create-account";
    private static final String FORM = "urn:xmpp:invite#invitation";
    private static final String NAME = "username";
    private static final String CONTACT = "roster-subscription";

    private final RegistrationRules rules;
    private final Invitations invitations;
    private final InvitationLinks links;
    private final Accounts accounts;

    InvitationCommands(RegistrationRules rules, Invitations invitations, InvitationLinks links, Accounts accounts) {
        this.rules = rules;
        this.invitations = invitations;
        this.links = links;
        this.accounts = accounts;
    }

    /// Where accounts cannot be made with a client, nobody can be invited to make one.
    Stream<AdHocCommand> all() {
        AdHocCommand invite = new AdHocCommand(INVITE, "Invite someone", Audience.EVERYBODY, this::invite);
        AdHocCommand account = new AdHocCommand(
                CREATE_ACCOUNT,
                "Invite someone to make an account",
                Audience.ADMINISTRATORS,
                call -> Progress.Ask.last(accountForm(), this::createAccount));
        return rules.isOn() ? Stream.of(invite, account) : Stream.of(invite);
    }

    private Progress invite(Call call) {
        BareJid user = call.user();
        Invitation made = invitations.make(user, user, null);
        return made(links.toContact(user, made.token(), rules.isOn()), made);
    }

    /// XEP-0401 §5.4.
    private static Form accountForm() {
        return Form.titled("Invite someone to make an account", FORM)
                .text(NAME, "Name of the account (empty: the invited person chooses)", "")
                .flag(CONTACT, "Become contacts", false);
    }

    private Progress createAccount(Call call) {
        BareJid user = call.user();
        Localpart name = name(user, call.form().one(NAME).orElse(""));
        boolean contact = call.form()
                .one(CONTACT)
                .filter(value -> value.equals("1") || value.equals("true"))
                .isPresent();
        Invitation made = invitations.make(user, contact ? user : null, name);
        return made(links.toAccount(user.domain(), name, made.token()), made);
    }

    /// XEP-0401 §5.1: the result of both commands.
    private static Progress made(InvitationLinks.Link link, Invitation invitation) {
        Form form = field(Form.of("result", FORM), "uri", link.uri());
        if (link.page() != null) {
            form = field(form, "landing-url", link.page());
        }
        String expires = invitation.expires().truncatedTo(ChronoUnit.SECONDS).toString();
        return Progress.Done.with(field(form, "expire", expires));
    }

    private static Form field(Form form, String name, String value) {
        return form.field(name, "text-single", null, List.of(value), List.of());
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
