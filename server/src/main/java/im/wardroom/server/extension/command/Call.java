// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

import im.wardroom.server.audit.AuditTrail;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.form.SubmittedForm;

/// What a step of a command knows.
///
/// @param asker who carries the command out
/// @param at the address that the command is one of
/// @param form that was filled in; without fields in the first step
/// @param trail where it is written down what is done
public record Call(FullJid asker, BareJid at, SubmittedForm form, AuditTrail trail) {

    public BareJid user() {
        return asker.bare();
    }
}
