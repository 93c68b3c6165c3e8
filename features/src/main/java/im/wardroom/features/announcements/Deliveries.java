// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.announcements;

import im.wardroom.features.announcements.NoticeBoard.Kind;
import im.wardroom.server.extension.AccountContext.DeviceView;
import im.wardroom.server.extension.AccountView;
import im.wardroom.server.extension.Hooks;
import im.wardroom.store.Change;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Hands standing texts to accounts, each once at most: to those who come, and to those who are there. What an account
/// has had is on disk before the message goes out, so that a crash in between loses the message and does not repeat it.
final class Deliveries implements Hooks.Attendance {

    static final String NS = "announcements";
    private static final String SEEN = "motd";
    private static final String NEWCOMER = "newcomer";

    private final NoticeBoard board;

    Deliveries(NoticeBoard board) {
        this.board = board;
    }

    /// Who comes while a welcome stands is welcomed at the first sign-in, and nobody else.
    List<Change> outfit(BareJid newcomer) {
        return board.find(Kind.WELCOME, newcomer.domain()) == null
                ? List.of()
                : List.of(new Change.PutDocument(newcomer, NS, NEWCOMER, new byte[] {1}));
    }

    @Override
    public void available(AccountView account, DeviceView device, boolean initial) {
        if (initial) {
            welcome(account);
            deliver(account);
        }
    }

    private void welcome(AccountView account) {
        if (!account.loaded(NS).containsKey(NEWCOMER)) {
            return;
        }
        Notice notice = board.find(Kind.WELCOME, account.owner().domain());
        if (notice != null) {
            account.route(message(account.owner(), "normal", "Welcome", notice.text()));
        }
        account.remove(NS, NEWCOMER);
    }

    /// The message of the day, if the account has not had it.
    void deliver(AccountView account) {
        Notice notice = board.find(Kind.MOTD, account.owner().domain());
        if (notice == null) {
            return;
        }
        byte[] seen = account.loaded(NS).get(SEEN);
        if (seen != null && new String(seen, StandardCharsets.UTF_8).equals(notice.id())) {
            return;
        }
        account.route(message(account.owner(), "normal", "Message of the day", notice.text()));
        account.put(NS, SEEN, notice.id().getBytes(StandardCharsets.UTF_8));
    }

    /// From the user's domain.
    static Message message(BareJid to, String type, String subject, String text) {
        Element message = Element.of(Namespaces.CLIENT, "message")
                .with("type", type)
                .with(Element.of(Namespaces.CLIENT, "subject", subject))
                .with(Element.of(Namespaces.CLIENT, "body", text));
        return Message.to(BareJid.of(to.domain()), to, message);
    }

    @Override
    public void admitted(AccountView account, BareJid contact) {
        // Texts of the server are for its users, whoever their contacts are.
    }

    @Override
    public boolean probed(AccountView account, Presence probe) {
        return false;
    }
}
