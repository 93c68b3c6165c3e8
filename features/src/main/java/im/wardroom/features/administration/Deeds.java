// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.administration;

import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.Outcome;
import im.wardroom.server.extension.command.AuditLog;
import im.wardroom.server.extension.command.Call;
import im.wardroom.server.extension.command.Note;
import im.wardroom.server.extension.command.Progress;
import im.wardroom.store.Accounts;
import im.wardroom.store.Role;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What administrators do, one after the other: each is written down with who did what to whom, and nobody does it who
/// was an administrator a moment ago. So two who disable each other at the same time cannot both succeed, and there is
/// always one left. Every method blocks. Thread-safe.
final class Deeds {

    private final AccountAdministration administration;
    private final Accounts accounts;

    Deeds(AccountAdministration administration, Accounts accounts) {
        this.administration = administration;
        this.accounts = accounts;
    }

    /// An account of people on one of the server's domains.
    ///
    /// @throws StanzaException `item-not-found` if there is no such account
    Accounts.Summary find(BareJid account) {
        return known(account)
                .orElseThrow(
                        () -> new StanzaException(Condition.ITEM_NOT_FOUND, "There is no account " + account + '.'));
    }

    private Optional<Accounts.Summary> known(BareJid account) {
        return administration.rules().domains().contains(account.domain())
                ? accounts.find(account).filter(found -> found.role() != Role.SERVICE)
                : Optional.empty();
    }

    /// Does something to each of the accounts; nothing at all if one of them does not exist.
    ///
    /// @param done what to say of an account that it was done to
    synchronized Progress each(
            Call call, String deed, List<BareJid> targets, String done, Function<BareJid, Outcome> action) {
        requireAdministrator(call.user());
        targets.forEach(this::find);
        List<Note> notes = new ArrayList<>();
        for (BareJid target : targets) {
            Outcome outcome = action.apply(target);
            if (outcome instanceof Outcome.Done) {
                AuditLog.note(call, deed, target);
                notes.add(Note.info(target + " " + done));
            } else {
                notes.add(Note.error(String.valueOf(refusal(outcome).error().text())));
            }
        }
        return Progress.Done.saying(notes);
    }

    /// As above, of oneself: who shuts oneself out cannot take it back.
    Progress eachOther(Call call, String deed, List<BareJid> targets, String done, Function<BareJid, Outcome> action) {
        if (targets.contains(call.user())) {
            throw new StanzaException(Condition.NOT_ALLOWED, "Nobody does this to the own account.");
        }
        return each(call, deed, targets, done, action);
    }

    /// Does something to one account.
    ///
    /// @throws StanzaException why it was not done
    synchronized Progress one(Call call, String deed, BareJid target, String done, Supplier<Outcome> action) {
        requireAdministrator(call.user());
        Outcome outcome = action.get();
        if (!(outcome instanceof Outcome.Done)) {
            throw refusal(outcome);
        }
        AuditLog.note(call, deed, target);
        return Progress.Done.saying(target + " " + done);
    }

    private void requireAdministrator(BareJid user) {
        if (known(user)
                .filter(found -> found.enabled() && found.role() == Role.ADMINISTRATOR)
                .isEmpty()) {
            throw new StanzaException(Condition.FORBIDDEN, "You may not do this.");
        }
    }

    private static StanzaException refusal(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done it -> throw new IllegalStateException("done: " + it);
            case Outcome.AlreadyExists(var account) ->
                new StanzaException(Condition.CONFLICT, account + " exists already.");
            case Outcome.NoSuchAccount(var account) ->
                new StanzaException(Condition.ITEM_NOT_FOUND, "There is no account " + account + '.');
            case Outcome.ForeignDomain(var domain, var _) ->
                new StanzaException(Condition.NOT_ACCEPTABLE, domain + " is not a domain of accounts here.");
            case Outcome.UnderHold(var account) ->
                new StanzaException(Condition.NOT_ALLOWED, account + " is under legal hold and stays.");
            case Outcome.PasswordRefused(var reasons) ->
                new StanzaException(
                        Condition.NOT_ACCEPTABLE, "The password was refused: " + String.join("; ", reasons) + '.');
        };
    }
}
