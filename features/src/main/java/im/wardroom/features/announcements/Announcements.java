// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.announcements;

import im.wardroom.features.announcements.NoticeBoard.Kind;
import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.server.extension.ServerActions.SignedIn;
import im.wardroom.server.extension.Specification;
import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.server.extension.command.AuditLog;
import im.wardroom.server.extension.command.Call;
import im.wardroom.server.extension.command.CommandError;
import im.wardroom.server.extension.command.Progress;
import im.wardroom.server.extension.command.Step;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What administrators say to all users of a domain (XEP-0133 §4.23 to §4.28): to those who are here, once to
/// everybody, and to everybody who comes.
public final class Announcements implements Feature {

    private static final String NS = "http://jabber.org/protocol/admin";
    private static final int MAX_LENGTH = 10_000;
    private static final int ID_BITS = 64;

    private final AccountAdministration administration;
    private final NoticeBoard board;
    private final Deliveries deliveries;
    private final SecureRandom random;
    private @Nullable ServerActions server;

    /// Blocks for a moment.
    public Announcements(AccountAdministration administration, Store store, SecureRandom random) {
        this.administration = administration;
        this.board = new NoticeBoard(store, administration.rules().domains());
        this.deliveries = new Deliveries(board);
        this.random = random;
    }

    /// A part of XEP-0133, which is another feature's.
    @Override
    public List<Specification> specifications() {
        return List.of();
    }

    @Override
    public void install(Hooks hooks) {
        administration.atCreation(deliveries::outfit);
        hooks.loads(Deliveries.NS)
                .attend(deliveries)
                .connected(actions -> server = actions)
                .command(asking("announce", "Send an announcement to online users", "announcement", this::announce))
                .command(asking("set-motd", "Set the message of the day", "motd", this::setMotd))
                .command(command("edit-motd", "Edit the message of the day", this::editMotd))
                .command(command("delete-motd", "Delete the message of the day", call -> delete(call, Kind.MOTD)))
                .command(command("set-welcome", "Set the welcome message", this::setWelcome))
                .command(command("delete-welcome", "Delete the welcome message", call -> delete(call, Kind.WELCOME)));
    }

    private ServerActions server() {
        return Objects.requireNonNull(server, "connected");
    }

    private static AdHocCommand command(String name, String title, Step first) {
        return new AdHocCommand(NS + '#' + name, title, AdHocCommand.Audience.ADMINISTRATORS, first);
    }

    private static AdHocCommand asking(String name, String title, String field, Step then) {
        return command(name, title, call -> Progress.Ask.last(form(title, field, ""), then));
    }

    private static Form form(String title, String field, String text) {
        List<String> lines = text.isEmpty() ? List.of() : text.lines().toList();
        return Form.titled(title, NS).lines(field, "The text", lines).required();
    }

    private static String text(SubmittedForm form, String field) {
        String text = String.join("\n", form.verbatim(field)).strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw CommandError.BAD_PAYLOAD.because("Write a text of " + MAX_LENGTH + " characters at most.");
        }
        return text;
    }

    private List<BareJid> online(Domain domain) {
        return server().signedIn().stream()
                .map(SignedIn::jid)
                .filter(jid -> jid.domain().equals(domain))
                .map(jid -> jid.bare())
                .distinct()
                .toList();
    }

    /// A headline: it is for those who are here, and stays nowhere.
    private Progress announce(Call call) {
        String text = text(call.form(), "announcement");
        List<BareJid> users = online(call.at().domain());
        users.forEach(user -> {
            var _ = server().send(Deliveries.message(user, "headline", "Announcement", text));
        });
        AuditLog.note(call, "announce", call.at());
        return Progress.Done.saying("It was sent to " + users.size() + " users.");
    }

    private Progress setMotd(Call call) {
        Domain domain = call.at().domain();
        String id = new BigInteger(ID_BITS, random).toString(Character.MAX_RADIX);
        board.put(Kind.MOTD, domain, new Notice(id, text(call.form(), "motd")));
        AuditLog.note(call, "set-motd", call.at());
        online(domain).forEach(user -> server().visit(user, deliveries::deliver));
        return Progress.Done.saying("Everybody gets it once: now, or when they sign in.");
    }

    /// Who had the message as it was does not get it again.
    private Progress editMotd(Call call) {
        Domain domain = call.at().domain();
        Notice current = required(Kind.MOTD, domain);
        return Progress.Ask.last(form("Edit the message of the day", "motd", current.text()), filled -> {
            Notice edited = new Notice(required(Kind.MOTD, domain).id(), text(filled.form(), "motd"));
            board.put(Kind.MOTD, domain, edited);
            AuditLog.note(call, "edit-motd", call.at());
            return Progress.Done.saying("Who had the message before does not get it again.");
        });
    }

    private Notice required(Kind kind, Domain domain) {
        Notice notice = board.find(kind, domain);
        if (notice == null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "There is no such message.");
        }
        return notice;
    }

    private Progress delete(Call call, Kind kind) {
        required(kind, call.at().domain());
        board.remove(kind, call.at().domain());
        AuditLog.note(call, kind == Kind.MOTD ? "delete-motd" : "delete-welcome", call.at());
        return Progress.Done.saying("The message was deleted.");
    }

    private Progress setWelcome(Call call) {
        Domain domain = call.at().domain();
        Notice current = board.find(Kind.WELCOME, domain);
        Form form = form("Set the welcome message", "welcome", current == null ? "" : current.text());
        return Progress.Ask.last(form, filled -> {
            board.put(Kind.WELCOME, domain, new Notice("welcome", text(filled.form(), "welcome")));
            AuditLog.note(call, "set-welcome", call.at());
            return Progress.Done.saying("Who gets an account from now on is welcomed at the first sign-in.");
        });
    }
}
