// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.Mode;
import im.wardroom.guard.impostor.ImpostorRules;
import im.wardroom.xmpp.address.BareJid;
import java.util.List;
import java.util.Set;

/// Names that look like somebody else's.
public record ImpostorPolicy(
        @Doc("Whether names are looked at: off, observe or enforce.") @Default("enforce")
        Mode mode,

        @Doc("Names that only officers may use, beside the officers' own.")
        @Default(
                "admin, administrator, administration, root, security, security desk, it security, support, it support, help desk, service desk, postmaster, abuse, system, server")
        List<String> protectedNames,

        @Doc("Accounts that may call themselves as they like.") @Default("")
        List<BareJid> exempt,

        @Doc("Whether a link or file from a stranger who looks like one of the recipient's contacts gets a warning.")
        @Default("true")
        boolean warn) {

    ImpostorRules rules() {
        return new ImpostorRules(mode, Set.copyOf(protectedNames), Set.copyOf(exempt), warn);
    }
}
