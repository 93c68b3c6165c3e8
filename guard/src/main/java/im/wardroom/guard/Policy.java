// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.guard.artefact.ArtefactRules;
import im.wardroom.guard.label.LabelRules;
import im.wardroom.guard.leak.LeakRules;
import im.wardroom.guard.malware.MalwareRules;
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
/// @param leaks what must not leave
/// @param labels what only those may see who are cleared for it
/// @param malware files, scanners, lists, ways that cannot be inspected, and programs that report
public record Policy(
        Set<BareJid> officers,
        HoldRules holds,
        QuarantineRules quarantine,
        DecoyRules decoys,
        WormRules worms,
        ArtefactRules artefacts,
        Duration keepFindings,
        Duration keepTraffic,
        SenderRules senders,
        LeakRules leaks,
        LabelRules labels,
        MalwareRules malware) {

    public static final Policy DEFAULT = new Policy(
            Set.of(),
            HoldRules.DEFAULT,
            QuarantineRules.DEFAULT,
            DecoyRules.DEFAULT,
            WormRules.DEFAULT,
            ArtefactRules.DEFAULT,
            Duration.ofDays(90),
            Duration.ofDays(7),
            SenderRules.DEFAULT,
            LeakRules.DEFAULT,
            LabelRules.DEFAULT,
            MalwareRules.DEFAULT);

    public Policy with(HoldRules changed) {
        return new Policy(
                officers,
                changed,
                quarantine,
                decoys,
                worms,
                artefacts,
                keepFindings,
                keepTraffic,
                senders,
                leaks,
                labels,
                malware);
    }

    public Policy with(QuarantineRules changed) {
        return new Policy(
                officers,
                holds,
                changed,
                decoys,
                worms,
                artefacts,
                keepFindings,
                keepTraffic,
                senders,
                leaks,
                labels,
                malware);
    }

    public Policy with(DecoyRules changed) {
        return new Policy(
                officers,
                holds,
                quarantine,
                changed,
                worms,
                artefacts,
                keepFindings,
                keepTraffic,
                senders,
                leaks,
                labels,
                malware);
    }

    public Policy with(WormRules changed) {
        return new Policy(
                officers,
                holds,
                quarantine,
                decoys,
                changed,
                artefacts,
                keepFindings,
                keepTraffic,
                senders,
                leaks,
                labels,
                malware);
    }

    public Policy with(LeakRules changed) {
        return new Policy(
                officers,
                holds,
                quarantine,
                decoys,
                worms,
                artefacts,
                keepFindings,
                keepTraffic,
                senders,
                changed,
                labels,
                malware);
    }

    public Policy with(LabelRules changed) {
        return new Policy(
                officers,
                holds,
                quarantine,
                decoys,
                worms,
                artefacts,
                keepFindings,
                keepTraffic,
                senders,
                leaks,
                changed,
                malware);
    }

    public Policy with(MalwareRules changed) {
        return new Policy(
                officers,
                holds,
                quarantine,
                decoys,
                worms,
                artefacts,
                keepFindings,
                keepTraffic,
                senders,
                leaks,
                labels,
                changed);
    }

    public Policy {
        officers = Set.copyOf(officers);
    }

    public Policy with(SenderRules changed) {
        return new Policy(
                officers,
                holds,
                quarantine,
                decoys,
                worms,
                artefacts,
                keepFindings,
                keepTraffic,
                changed,
                leaks,
                labels,
                malware);
    }
}
