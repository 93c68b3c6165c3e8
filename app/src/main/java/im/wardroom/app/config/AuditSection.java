// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The audit log.
public record AuditSection(
        @Doc("Collectors that every record is sent to.") List<AuditExportSection> export) implements Checked {

    AuditSection relativeTo(Path folder) {
        return new AuditSection(
                export.stream().map(one -> one.relativeTo(folder)).toList());
    }

    @Override
    public void check(Findings findings) {
        Set<String> seen = new HashSet<>();
        export.stream()
                .flatMap(one -> one.name().stream())
                .filter(name -> !seen.add(name))
                .forEach(twice -> findings.add("export", "two of the name \"" + twice + '"', "a name for each"));
    }
}
