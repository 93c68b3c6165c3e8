// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.guard.artefact.ArtefactRules;
import im.wardroom.guard.quarantine.QuarantineRules;
import im.wardroom.guard.worm.WormRules;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.util.Set;

/// What the guard looks for and what it does about it. A changed policy takes the place of the earlier one as a whole.
///
/// @param officers who is told of alarms and answers at the security desk; nobody means the administrators
/// @param keepFindings how long what was found can be explained
/// @param keepTraffic how long it is kept who sent what to whom, without content; zero keeps nothing of it
/// @param senders what they may do whatever they send
public record Policy(
        Set<BareJid> officers,
        HoldRules holds,
        QuarantineRules quarantine,
        DecoyRules decoys,
        WormRules worms,
        ArtefactRules artefacts,
        Duration keepFindings,
        Duration keepTraffic,
        SenderRules senders) {

    public static final Policy DEFAULT = new Policy(
            Set.of(),
            HoldRules.DEFAULT,
            QuarantineRules.DEFAULT,
            DecoyRules.DEFAULT,
            WormRules.DEFAULT,
            ArtefactRules.DEFAULT,
            Duration.ofDays(90),
            Duration.ofDays(7),
            SenderRules.DEFAULT);

    public Policy with(HoldRules changed) {
        return new Policy(officers, changed, quarantine, decoys, worms, artefacts, keepFindings, keepTraffic, senders);
    }

    public Policy with(QuarantineRules changed) {
        return new Policy(officers, holds, changed, decoys, worms, artefacts, keepFindings, keepTraffic, senders);
    }

    public Policy with(DecoyRules changed) {
        return new Policy(officers, holds, quarantine, changed, worms, artefacts, keepFindings, keepTraffic, senders);
    }

    public Policy with(WormRules changed) {
        return new Policy(officers, holds, quarantine, decoys, changed, artefacts, keepFindings, keepTraffic, senders);
    }

    public Policy {
        officers = Set.copyOf(officers);
    }

    public Policy with(SenderRules changed) {
        return new Policy(officers, holds, quarantine, decoys, worms, artefacts, keepFindings, keepTraffic, changed);
    }
}
