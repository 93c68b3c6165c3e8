// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Between;
import im.wardroom.app.config.Checked;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.Mode;
import im.wardroom.guard.scanner.ScannerRules;
import im.wardroom.guard.scanner.ScannerRules.Unavailable;
import im.wardroom.guard.scanner.ScannerSpec;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Programs that know malware.
public record ScannersPolicy(
        @Doc("Whether scanners are asked, and whether what they find stops a file.") @Default("enforce")
        Mode mode,

        @Doc("What becomes of files while too few scanners can look at them; pass is noted as a finding.")
        @Default("refuse")
        Unavailable unavailable,

        @Doc("How many scanners must find a file clean; 0 is all of them.")
        @Default("0")
        @Between(min = "0", max = "50")
        int needed,

        @Doc("How long a scanner may take for one file.") @Default("60s") @Between(min = "1s", max = "1h")
        Duration patience,

        @Doc("After how many failures in a row a scanner is left alone for a while.")
        @Default("3")
        @Between(min = "1", max = "1000")
        int failures,

        @Doc("How long it is left alone before it is tried again.") @Default("30s") @Between(min = "1s", max = "1d")
        Duration pause,

        @Doc("How long an answer holds for the same file, as long as the scanner has the same signatures.")
        @Default("12h")
        @Between(min = "0s", max = "90d")
        Duration keep,

        @Doc("A scanner; all of them are asked at the same time.")
        List<ScannerPolicy> scanner)
        implements Checked {

    public ScannerRules rules() {
        return new ScannerRules(mode, unavailable, needed, patience, failures, pause, keep);
    }

    public List<ScannerSpec> specs() {
        return scanner.stream().map(ScannerPolicy::spec).toList();
    }

    @Override
    public void check(Findings findings) {
        Set<String> names = new HashSet<>();
        for (ScannerPolicy one : scanner) {
            if (!names.add(one.name())) {
                findings.add("scanner", "two scanners called \"" + one.name() + '"', "a name of its own for each");
            }
        }
        if (needed > scanner.size()) {
            findings.add("needed", needed + " of " + scanner.size() + " scanners", "no more than there are");
        }
    }
}
