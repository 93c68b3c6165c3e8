// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.administration;

import im.wardroom.server.audit.Actor;
import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.Outcome;
import im.wardroom.server.credential.SessionEnder;
import im.wardroom.server.extension.command.AuditLog;
import im.wardroom.server.extension.command.Call;
import im.wardroom.server.extension.command.Note;
import im.wardroom.server.extension.command.Progress;
import im.wardroom.store.Accounts;
import im.wardroom.store.Role;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What administrators do, one after the other: each is written down with who did what to whom, and nobody does it who
/// was an administrator a moment ago. So two who disable each other at the same time cannot both succeed, and there is
/// always one left. Every method blocks. Thread-safe.
final class Deeds {

    private static final Logger LOG = LoggerFactory.getLogger(Deeds.class);

    private final AccountAdministration administration;
    private final Accounts accounts;

    /// Something that is done to an account.
    @FunctionalInterface
    interface Action {

        /// @param affected ends its sessions, once the change is on disk
        Outcome perform(BareJid account, SessionEnder affected);
    }

    /// What became of a deed: it is written down as soon as it is on disk, before anything else can go wrong.
    private static final class Written {
        private final Call call;
        private final String deed;
        private final BareJid target;
        private boolean written;

        Written(Call call, String deed, BareJid target) {
            this.call = call;
            this.deed = deed;
            this.target = target;
        }

        void write() {
            if (!written) {
                written = true;
                AuditLog.note(call, deed, target);
            }
        }

        SessionEnder before(SessionEnder ender) {
            return (account, reason) -> {
                write();
                ender.end(account, reason);
            };
        }
    }

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
    synchronized Progress each(Call call, String deed, List<BareJid> targets, String done, Action action) {
        requireAdministrator(call.user());
        targets.forEach(this::find);
        return Progress.Done.saying(targets.stream()
                .map(target -> note(call, deed, target, done, action))
                .toList());
    }

    /// Whatever happens to one of the accounts, the others have their turn, and the administrator is told.
    private Note note(Call call, String deed, BareJid target, String done, Action action) {
        try {
            return perform(call, deed, target, done, administration.sessions(), action);
        } catch (StanzaException e) {
            return Note.error(String.valueOf(e.error().text()));
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("deed", deed)
                    .addKeyValue("target", target)
                    .log("a deed failed");
            return Note.error("With " + target + " something went wrong; see whether it was done.");
        }
    }

    /// @throws StanzaException why it was not done
    private Note perform(Call call, String deed, BareJid target, String done, SessionEnder sessions, Action action) {
        Written written = new Written(call, deed, target);
        try {
            Outcome outcome = Actor.as(call.user().toString(), () -> action.perform(target, written.before(sessions)));
            if (!(outcome instanceof Outcome.Done)) {
                throw refusal(outcome);
            }
            written.write();
            return Note.info(target + " " + done);
        } catch (CompletionException e) {
            if (!written.written) {
                throw e;
            }
            LOG.atWarn().setCause(e).addKeyValue("target", target).log("sessions could not be ended");
            return Note.warning(target + " " + done + " But its sessions could not be ended; end them.");
        }
    }

    /// As above, of oneself: who shuts oneself out cannot take it back.
    Progress eachOther(Call call, String deed, List<BareJid> targets, String done, Action action) {
        if (targets.contains(call.user())) {
            throw new StanzaException(Condition.NOT_ALLOWED, "Nobody does this to the own account.");
        }
        return each(call, deed, targets, done, action);
    }

    /// Does something to one account.
    ///
    /// @param sessions ends the account's
    /// @throws StanzaException why it was not done
    synchronized Progress one(
            Call call, String deed, BareJid target, String done, SessionEnder sessions, Action action) {
        requireAdministrator(call.user());
        return Progress.Done.saying(List.of(perform(call, deed, target, done, sessions, action)));
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
