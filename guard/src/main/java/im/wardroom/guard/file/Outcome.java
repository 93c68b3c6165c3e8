// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import im.wardroom.guard.Finding;
import java.util.List;

/// What becomes of a file.
public sealed interface Outcome {

    Outcome CLEAN = new Clean(false);

    /// It passes.
    ///
    /// @param opaque all or some of it is encrypted; nobody could look, and the policy lets it pass
    record Clean(boolean opaque) implements Outcome {}

    /// It passes, because the rules that would stop it only observe.
    record Observed(List<Finding> findings) implements Outcome {
        public Observed {
            findings = List.copyOf(findings);
        }
    }

    /// It does not pass.
    record Refused(Finding finding) implements Outcome {}
}
