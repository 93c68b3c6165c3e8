// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.administration;

import im.wardroom.server.extension.command.CommandError;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.form.SubmittedForm;
import java.util.List;

/// The fields that the commands of administrators have in common (XEP-0133 §8.2).
final class AdminForm {

    static final String NS = "http://jabber.org/protocol/admin";
    static final String ACCOUNT = "accountjid";
    static final String ACCOUNTS = "accountjids";
    static final String PASSWORD = "password";

    /// Accounts that one command may be about.
    static final int MAX_ACCOUNTS = 100;

    private AdminForm() {}

    static String node(String name) {
        return NS + '#' + name;
    }

    static Form titled(String title) {
        return Form.titled(title, NS);
    }

    static Form result() {
        return Form.of("result", NS);
    }

    static Form forAccount(String title) {
        return titled(title).address(ACCOUNT, "The address of the account", "").required();
    }

    static Form forAccounts(String title) {
        return titled(title)
                .addresses(ACCOUNTS, "The addresses of the accounts, one on each line", List.of())
                .required();
    }

    static BareJid account(SubmittedForm form) {
        return bare(form.one(ACCOUNT)
                .orElseThrow(() -> CommandError.BAD_PAYLOAD.because("The account's address is missing.")));
    }

    static List<BareJid> accounts(SubmittedForm form) {
        return addresses(form).stream().map(Jid::bare).distinct().toList();
    }

    /// Of accounts, or of single devices.
    static List<Jid> addresses(SubmittedForm form) {
        List<String> texts = form.all(ACCOUNTS);
        if (texts.isEmpty() || texts.size() > MAX_ACCOUNTS) {
            throw CommandError.BAD_PAYLOAD.because(
                    "Name the accounts: one at least, and " + MAX_ACCOUNTS + " at most.");
        }
        return texts.stream().map(AdminForm::parse).distinct().toList();
    }

    private static BareJid bare(String text) {
        return parse(text).bare();
    }

    private static Jid parse(String text) {
        try {
            return Jid.parse(text);
        } catch (InvalidJidException e) {
            throw CommandError.BAD_PAYLOAD.because('"' + text + "\" is no address.");
        }
    }
}
