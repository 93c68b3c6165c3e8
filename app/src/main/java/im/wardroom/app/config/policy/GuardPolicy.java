// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.Policy;
import im.wardroom.guard.SenderRules;
import im.wardroom.guard.malware.MalwareRules;
import im.wardroom.xmpp.address.BareJid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What the guard looks for and what it does about it. Every key has a safe default; a changed file takes effect as a
/// whole, without a restart.
public record GuardPolicy(
        @Doc("Who is told of alarms and answers at the security desk; nobody means the administrators.") @Default("")
        List<BareJid> officers,

        @Doc("How long what was found can be explained.") @Default("90d")
        Duration keepFindings,

        @Doc(
                "How long it is kept who sent what kind of thing to whom, without its content, to try a changed policy on; 0s keeps nothing.")
        @Default("7d")
        Duration keepTraffic,

        @Doc("Messages that wait for an answer.") HoldPolicy hold,
        @Doc("Accounts that are confined.") QuarantinePolicy quarantine,

        @Doc("Accounts that belong to nobody: whoever writes to them gives itself away.")
        DecoyPolicy decoys,

        @Doc("What spreads from account to account: links, files and texts.")
        WormPolicy worms,

        @Doc("Network addresses of people.") AddressPolicy addresses,
        @Doc("How much people may send.") FloodPolicy floods,
        @Doc("Names that look like somebody else's.") ImpostorPolicy impostors,
        @Doc("Sign-ins from new devices and networks.") SignInPolicy signIns,
        @Doc("What must not leave.") LeakPolicy leak,
        @Doc("Security labels (XEP-0258).") LabelsPolicy labels,
        @Doc("Files, however they come.") FilesPolicy files,
        @Doc("Programs that look into files.") ScannersPolicy scanners,
        @Doc("Lists of what is known to be bad.") IndicatorsPolicy indicators,

        @Doc("Ways from one client to another that the guard cannot look into.")
        WaysPolicy ways,

        @Doc("Programs that report from within somebody's session.")
        TrojanPolicy trojan) {

    /// For the guard.
    ///
    /// @param folder from which lists are found
    public Policy policy(Path folder) {
        return new Policy(
                Set.copyOf(officers),
                hold.rules(),
                quarantine.rules(),
                decoys.rules(),
                worms.rules(),
                worms.artefacts(),
                keepFindings,
                keepTraffic,
                new SenderRules(addresses.rules(), floods.rules(), impostors.rules(), signIns.rules()),
                leak.rules(),
                labels.rules(),
                new MalwareRules(
                        files.rules(),
                        files.embedded(),
                        ways.rules(),
                        scanners.rules(),
                        scanners.specs(),
                        indicators.relativeTo(folder).rules(),
                        trojan.rules()));
    }
}
