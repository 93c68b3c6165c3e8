// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.server.extension.command.AuditLog;
import im.wardroom.server.extension.command.Call;
import im.wardroom.server.extension.command.Progress;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;

/// Ends a quarantine from an administrator's client (XEP-0050): the server knows who does it, so that two different
/// ones are two.
record ReleaseCommand(SecurityDesk desk) {

    private static final String NODE = "urn:wardroom:guard:0#release";
    private static final String ACCOUNT = "accountjid";

    AdHocCommand command() {
        Form form = Form.titled("Release from quarantine", NODE)
                .address(ACCOUNT, "The account", "")
                .required();
        return new AdHocCommand(
                NODE,
                "Release from quarantine",
                AdHocCommand.Audience.ADMINISTRATORS,
                call -> Progress.Ask.last(form, this::release));
    }

    private Progress release(Call call) {
        BareJid account = account(call);
        AuditLog.note(call, "release-from-quarantine", account);
        return switch (desk.endQuarantine(account, call.user())) {
            case DONE -> Progress.Done.saying(account + " is not in quarantine any more.");
            case ANOTHER_NEEDED -> Progress.Done.saying("Noted. Another officer has to agree.");
            case NOT_CONFINED ->
                throw new StanzaException(Condition.ITEM_NOT_FOUND, account + " is not in quarantine.");
        };
    }

    private static BareJid account(Call call) {
        try {
            return BareJid.parse(call.form().one(ACCOUNT).orElse(""));
        } catch (InvalidJidException e) {
            throw new StanzaException(Condition.JID_MALFORMED, "Name the account as name@domain.");
        }
    }
}
