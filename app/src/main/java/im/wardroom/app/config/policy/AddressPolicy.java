// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.Mode;
import im.wardroom.guard.address.AddressRules;
import im.wardroom.guard.address.Network;
import im.wardroom.xmpp.address.BareJid;
import java.util.List;
import java.util.Set;

/// Network addresses of people.
public record AddressPolicy(
        @Doc("Whether addresses are kept inside: off, observe or enforce.") @Default("enforce")
        Mode mode,

        @Doc("Networks of the organisation; two devices within the same one may connect to each other directly.")
        @Default("")
        List<Network> lan,

        @Doc(
                "Names, addresses and networks of relays (TURN, SOCKS5) that may be named to everybody although their addresses look private.")
        @Default("")
        List<String> relays,

        @Doc("Whether no other relays may be named; if not, those with a public address may.") @Default("false")
        boolean onlyTheseRelays,

        @Doc("Accounts whose stanzas pass as they are, such as bridges of conferences.") @Default("")
        List<BareJid> exempt) {

    AddressRules rules() {
        return new AddressRules(mode, lan, Set.copyOf(relays), onlyTheseRelays, Set.copyOf(exempt));
    }
}
