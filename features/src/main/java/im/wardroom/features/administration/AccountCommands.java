// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.administration;

import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.NewAccount;
import im.wardroom.server.credential.Secret;
import im.wardroom.server.credential.SessionEnder;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.server.extension.command.AuditLog;
import im.wardroom.server.extension.command.Call;
import im.wardroom.server.extension.command.CommandError;
import im.wardroom.server.extension.command.Note;
import im.wardroom.server.extension.command.Progress;
import im.wardroom.server.extension.command.Step;
import im.wardroom.store.Role;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.form.SubmittedForm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commands that change accounts (XEP-0133 §4.1 to §4.7).
final class AccountCommands {

    private static final Logger LOG = LoggerFactory.getLogger(AccountCommands.class);
    private static final int EVICTION_SECONDS = 10;
    private static final String ENDED = "An administrator ended this session.";
    private static final String VERIFY = "password-verify";

    private final AccountAdministration administration;
    private final Deeds deeds;
    private final Supplier<ServerActions> server;

    AccountCommands(AccountAdministration administration, Deeds deeds, Supplier<ServerActions> server) {
        this.administration = administration;
        this.deeds = deeds;
        this.server = server;
    }

    Stream<AdHocCommand> all() {
        return Stream.of(
                command("add-user", "Add an account", newcomer(), this::add),
                command(
                        "delete-user",
                        "Delete accounts",
                        AdminForm.forAccounts("Delete accounts")
                                .instructed("They go with everything that belongs to them; this cannot be undone."),
                        this::delete),
                command("disable-user", "Disable accounts", AdminForm.forAccounts("Disable accounts"), this::disable),
                command(
                        "reenable-user",
                        "Enable disabled accounts",
                        AdminForm.forAccounts("Enable disabled accounts"),
                        this::enable),
                command(
                        "end-user-session",
                        "End sessions",
                        AdminForm.forAccounts("End sessions")
                                .instructed(
                                        "Those of whole accounts, or of devices that are named with their resource."),
                        this::end),
                command("change-user-password", "Change a password", newPassword(), this::changePassword));
    }

    private static AdHocCommand command(String name, String title, Form form, Step then) {
        return new AdHocCommand(
                AdminForm.node(name),
                title,
                AdHocCommand.Audience.ADMINISTRATORS,
                call -> Progress.Ask.last(form, then));
    }

    private static Form newcomer() {
        return AdminForm.forAccount("Add an account")
                .secret(AdminForm.PASSWORD, "The password", "")
                .required()
                .secret(VERIFY, "The password once more", "")
                .text(Card.EMAIL, "E-mail address", "")
                .text(Card.GIVEN_NAME, "Given name", "")
                .text(Card.SURNAME, "Family name", "");
    }

    private static Form newPassword() {
        return AdminForm.forAccount("Change a password")
                .secret(AdminForm.PASSWORD, "The new password", "")
                .required();
    }

    private Progress add(Call call) {
        SubmittedForm form = call.form();
        BareJid account = AdminForm.account(form);
        Secret password = password(form);
        // Where it is left out, it was typed by somebody who trusts the own fingers, or by a program.
        if (form.verbatim(VERIFY).stream().anyMatch(again -> !again.isEmpty() && !again.equals(password.reveal()))) {
            throw CommandError.BAD_PAYLOAD.because("The two passwords differ.");
        }
        return deeds.one(
                call,
                "add-user",
                account,
                "was made.",
                administration.sessions(),
                (target, _) ->
                        administration.create(new NewAccount(target, password, Role.USER), Card.of(target, form)));
    }

    private static Secret password(SubmittedForm form) {
        return new Secret(form.verbatim(AdminForm.PASSWORD).stream()
                .filter(password -> !password.isEmpty())
                .findFirst()
                .orElseThrow(() -> CommandError.BAD_PAYLOAD.because("The password is missing.")));
    }

    private Progress delete(Call call) {
        return deeds.eachOther(
                call, "delete-user", AdminForm.accounts(call.form()), "was deleted.", administration::remove);
    }

    private Progress disable(Call call) {
        return deeds.eachOther(
                call, "disable-user", AdminForm.accounts(call.form()), "is disabled.", administration::disable);
    }

    private Progress enable(Call call) {
        return deeds.each(
                call,
                "reenable-user",
                AdminForm.accounts(call.form()),
                "is enabled.",
                (account, _) -> administration.enable(account));
    }

    /// Who changes the own password goes on with the device that did it.
    private Progress changePassword(Call call) {
        BareJid account = AdminForm.account(call.form());
        deeds.find(account);
        Secret password = password(call.form());
        SessionEnder affected = (owner, reason) -> server.get()
                .evict(owner, reason, owner.equals(call.user()) ? call.asker().resource() : null)
                .orTimeout(EVICTION_SECONDS, TimeUnit.SECONDS)
                .join();
        return deeds.one(
                call,
                "change-user-password",
                account,
                "has a new password; its devices must sign in again.",
                affected,
                (target, sessions) -> administration.changePassword(target, password, sessions));
    }

    /// Of an address with a resource, that device's; otherwise all of the account.
    private Progress end(Call call) {
        List<Jid> targets = AdminForm.addresses(call.form());
        targets.forEach(target -> deeds.find(target.bare()));
        List<Note> notes = new ArrayList<>();
        for (Jid target : targets) {
            notes.add(end(call, target));
        }
        return Progress.Done.saying(notes);
    }

    /// Written down first: what takes too long may still happen.
    private Note end(Call call, Jid target) {
        if (target instanceof FullJid device && !server.get().end(device, ENDED)) {
            return Note.error(target + " is not signed in.");
        }
        AuditLog.note(call, "end-user-session", target);
        try {
            if (target instanceof BareJid account) {
                administration.endSessions(account);
            }
            return Note.info("The sessions of " + target + " were ended.");
        } catch (CompletionException e) {
            LOG.atWarn().setCause(e).addKeyValue("target", target).log("sessions could not be ended");
            return Note.error("The sessions of " + target + " could not be ended.");
        }
    }
}
