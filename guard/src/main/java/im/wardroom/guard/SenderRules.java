// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.guard.address.AddressRules;
import im.wardroom.guard.flood.FloodRules;
import im.wardroom.guard.impostor.ImpostorRules;
import im.wardroom.guard.signin.SignInRules;

/// What senders may do whatever they send: how much, under which name, from where, and what they may tell of that.
public record SenderRules(AddressRules addresses, FloodRules floods, ImpostorRules impostors, SignInRules signIns) {

    public static final SenderRules DEFAULT =
            new SenderRules(AddressRules.DEFAULT, FloodRules.DEFAULT, ImpostorRules.DEFAULT, SignInRules.DEFAULT);
}
