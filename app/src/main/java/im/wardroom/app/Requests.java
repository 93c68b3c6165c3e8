// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.app.config.RegistrationSection;
import im.wardroom.app.control.ControlServer;
import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import im.wardroom.features.registration.InvitationLinks;
import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.AccountImport;
import im.wardroom.server.credential.NewAccount;
import im.wardroom.server.credential.Outcome;
import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.Invitation;
import im.wardroom.store.Role;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Localpart;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Carries out what the command line asks for, and puts the answer into words.
final class Requests implements ControlServer.Handler {

    private static final int TOKEN_BYTES = 18;

    private final Wardroom wardroom;
    private final Clock clock;
    private final SecureRandom random;
    private final ArchiveRequests archives;
    private final FileRequests files;
    private final GuardRequests guard;

    Requests(Wardroom wardroom, ArchiveRequests archives, Clock clock, SecureRandom random) {
        this.wardroom = wardroom;
        this.archives = archives;
        this.files = new FileRequests(wardroom);
        this.guard = new GuardRequests(wardroom.guard(), wardroom.policy(), this::account, clock);
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Reply handle(Request request, IntConsumer progress) {
        AccountAdministration accounts = wardroom.administration();
        return switch (request) {
            case Request.Add add -> add(accounts, add);
            case Request.ChangePassword change ->
                said(
                        accounts.changePassword(account(change.name()), change.password()),
                        "has a new password; its devices must sign in again");
            case Request.Disable disable -> said(accounts.disable(account(disable.name())), "is disabled");
            case Request.Enable enable -> said(accounts.enable(account(enable.name())), "is enabled");
            case Request.SignOut signOut ->
                said(accounts.endSessions(account(signOut.name())), "is signed out, and may sign in again");
            case Request.Remove remove -> said(accounts.remove(account(remove.name())), "was removed");
            case Request.Unlock unlock -> said(accounts.unlock(account(unlock.name())), "is not locked");
            case Request.Import file -> {
                Reply reply =
                        imported(new AccountImport(accounts).run(file.csv().reveal(), progress));
                wardroom.guard().refreshOfficers();
                yield reply;
            }
            case Request.Invite invite -> invited(invite);
            case Request.KeepArchive keep -> archives.keep(account(keep.name()), keep.age(), keep.count());
            case Request.PruneArchives _ -> archives.prune();
            case Request.Hold hold -> said(accounts.hold(account(hold.name()), true), "is under legal hold");
            case Request.Release release ->
                said(accounts.hold(account(release.name()), false), "is not under legal hold");
            case Request.ListHeld _ -> archives.held();
            case Request.ListFiles list -> files.list(account(list.name()));
            case Request.RemoveFile remove -> files.remove(remove.link());
            case Request.ListAccounts _ -> list();
            case Request.Status _ -> status();
            case Request.GuardStatus _ -> guard.status();
            case Request.GuardFindings findings -> guard.findings(findings.last());
            case Request.GuardExplain explain -> guard.explain(explain.reference());
            case Request.GuardQuarantine quarantine -> guard.quarantine(quarantine.name(), quarantine.reason());
            case Request.GuardRelease release -> guard.release(release.name(), release.officer());
            case Request.GuardReload _ -> guard.reload();
            case Request.GuardBlock block -> guard.block(block.artefact());
            case Request.GuardAllow allow -> guard.allow(allow.artefact());
            case Request.GuardForget forget -> guard.forget(forget.artefact());
            case Request.GuardArtefacts _ -> guard.artefacts();
            case Request.GuardOutbreaks _ -> guard.outbreaks();
            case Request.GuardSimulate simulate -> guard.simulate(simulate);
        };
    }

    /// A new administrator hears of alarms from now on, not from the next time that the guard looks.
    private Reply add(AccountAdministration accounts, Request.Add add) {
        Role role = add.administrator() ? Role.ADMINISTRATOR : Role.USER;
        Reply reply = said(accounts.create(new NewAccount(account(add.name()), add.password(), role)), "was made");
        if (add.administrator()) {
            wardroom.guard().refreshOfficers();
        }
        return reply;
    }

    private BareJid account(String name) {
        BareJid jid = name.contains("@")
                ? BareJid.parse(name)
                : BareJid.of(new Localpart(name), wardroom.configuration().mainDomain());
        if (jid.local() == null) {
            throw new IllegalArgumentException("\"" + name + "\" has no name before the @");
        }
        return jid;
    }

    private static Reply said(Outcome outcome, String done) {
        return switch (outcome) {
            case Outcome.Done it -> Reply.Done.of(it.account() + " " + done);
            case Outcome.AlreadyExists it ->
                Reply.Failed.of(
                        it.account() + " exists already; change its password with: user passwd " + it.account());
            case Outcome.NoSuchAccount it ->
                Reply.Failed.of("there is no account " + it.account() + "; see them all with: user list");
            case Outcome.ForeignDomain it ->
                Reply.Failed.of(it.domain() + " is not a domain of this server, which has "
                        + String.join(
                                ", ", it.ours().stream().map(Domain::value).toList()));
            case Outcome.UnderHold it ->
                Reply.Failed.of(it.account() + " is under legal hold and stays; end the hold with: hold remove "
                        + it.account());
            case Outcome.PasswordRefused it -> {
                List<String> lines = new ArrayList<>(List.of("the password cannot be used:"));
                it.reasons().forEach(reason -> lines.add("  " + reason));
                yield new Reply.Failed(lines);
            }
        };
    }

    private static Reply imported(AccountImport.Result result) {
        if (result.bad().isEmpty()) {
            return Reply.Done.of(result.created().size() + " accounts were made");
        }
        List<String> lines = new ArrayList<>();
        result.bad().forEach(bad -> lines.add("line " + bad.line() + ": " + bad.problem()));
        lines.add("nothing was imported; correct these lines and run the command again");
        return new Reply.Failed(lines);
    }

    private Reply invited(Request.Invite invite) {
        if (wardroom.configuration().registration().who() == RegistrationSection.Who.OFF) {
            return Reply.Failed.of("nobody could use an invitation: registration is off; set who = \"invitation\" under"
                    + " [registration] and start the server again");
        }
        Domain domain = wardroom.configuration().mainDomain();
        @Nullable
        Localpart reserved =
                invite.name().isEmpty() ? null : account(invite.name()).local();
        @Nullable BareJid inviter = invite.inviter().isEmpty() ? null : account(invite.inviter());
        Duration lifetime = wardroom.configuration().registration().invitationLifetime();
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        wardroom.store()
                .commit(List.of(new Change.PutInvitation(
                        new Invitation(token, domain, inviter, reserved, now, now.plus(lifetime), 1))))
                .join();
        InvitationLinks.Link link = new InvitationLinks(wardroom.web()::of).toAccount(domain, reserved, token);
        List<String> lines = new ArrayList<>();
        if (link.page() != null) {
            lines.add(link.page());
        }
        lines.add(link.uri());
        lines.add("valid once, until " + now.plus(lifetime));
        return new Reply.Done(lines);
    }

    private Reply list() {
        List<String> lines = new ArrayList<>();
        for (Domain domain : wardroom.configuration().domains()) {
            wardroom.administration().list(domain).forEach(account -> lines.add(line(account)));
        }
        return new Reply.Done(lines);
    }

    private String line(Accounts.Summary account) {
        List<String> words = new ArrayList<>();
        words.add(account.jid().toString());
        words.add(account.role().name().toLowerCase(Locale.ROOT));
        words.add(account.enabled() ? "enabled" : "disabled");
        if (wardroom.administration().isLocked(account.jid())) {
            words.add("locked");
        }
        if (account.held()) {
            words.add("held");
        }
        return String.join("\t", words);
    }

    private String storeStatus() {
        return wardroom.store()
                .failingFor()
                .map(time -> "failing since " + clock.instant().minus(time).truncatedTo(ChronoUnit.SECONDS))
                .orElse("ok");
    }

    private Reply status() {
        List<String> lines = new ArrayList<>();
        lines.add("running since: " + wardroom.started());
        lines.add("store: " + storeStatus());
        wardroom.configuration()
                .domains()
                .forEach(domain -> lines.add("accounts of " + domain + ": "
                        + wardroom.store().accounts().count(domain)));
        lines.add("archives: "
                + (wardroom.configuration().archive().enabled()
                        ? ArchiveRequests.words(
                                wardroom.configuration().archive().keep())
                        : "off"));
        lines.add("accounts under legal hold: " + archives.heldCount());
        wardroom.exports().forEach((name, value) -> lines.add(name + ": " + value));
        wardroom.network().status().forEach((name, value) -> lines.add(name + ": " + value));
        return new Reply.Done(lines);
    }
}
