// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Between;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.Mode;
import im.wardroom.guard.trojan.TrojanRules;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Programs that report from somebody's session.
public record TrojanPolicy(
        @Doc("Observed, an officer is told; enforced, the sender is asked to show to be a person, too.")
        @Default("observe")
        Mode mode,

        @Doc("Accounts of machines, which may behave as machines do.") @Default("")
        List<BareJid> machines,

        @Doc("How many messages to one recipient at regular intervals are a sign.")
        @Default("20")
        @Between(min = "8", max = "1000")
        int beats,

        @Doc("Shorter intervals are no beats.") @Default("5s") @Between(min = "1s", max = "1h")
        Duration interval,

        @Doc("How far intervals may lie apart and still be regular: the standard deviation in hundredths of the mean.")
        @Default("5")
        @Between(min = "1", max = "50")
        int jitter,

        @Doc("How many long encoded bodies in an hour are a sign.") @Default("12") @Between(min = "2", max = "1000")
        int encodedBodies,

        @Doc("How many quick replies, one after the other, are a sign.")
        @Default("20")
        @Between(min = "5", max = "1000")
        int quickReplies,

        @Doc("Faster than this is quick.") @Default("700ms") @Between(min = "100ms", max = "5s")
        Duration quickly,

        @Doc("How many payloads that no client of people sends are a sign, in an hour.")
        @Default("60")
        @Between(min = "2", max = "100000")
        int payloads) {

    public TrojanRules rules() {
        return new TrojanRules(
                mode, Set.copyOf(machines), beats, interval, jitter, encodedBodies, quickReplies, quickly, payloads);
    }
}
