// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.nio.file.Path;

/// The guard.
public record GuardSection(
        @Doc(
                "What the guard looks for and does, relative to the folder of this file; if it is not there, every key of it has its default.")
        @Default("policy.toml")
        Path policy,

        @Doc("What the domain of the security desk is called in front of the server's.") @Default("security")
        String label)
        implements Checked {

    GuardSection relativeTo(Path folder) {
        return new GuardSection(folder.resolve(policy).normalize(), label);
    }

    @Override
    public void check(Findings findings) {
        Labels.check("label", label, "security", findings);
    }
}
