// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import java.util.List;

/// What a ZIP is that is more than an archive, by the names in it: documents and programs come as ZIPs. Pure functions.
final class Package {

    private Package() {}

    static FileClass of(List<String> names) {
        if (isProgram(names)) {
            return FileClass.EXECUTABLE;
        }
        if (names.contains("[Content_Types].xml")) {
            return names.stream().anyMatch(Package::actsInOffice) ? FileClass.ACTIVE_DOCUMENT : FileClass.DOCUMENT;
        }
        if (names.contains("mimetype")
                && (names.contains("META-INF/manifest.xml") || names.contains("META-INF/container.xml"))) {
            boolean macros = names.stream().anyMatch(name -> name.startsWith("Basic/") || name.startsWith("Scripts/"));
            return macros ? FileClass.ACTIVE_DOCUMENT : FileClass.DOCUMENT;
        }
        return FileClass.ARCHIVE;
    }

    private static boolean isProgram(List<String> names) {
        return names.contains("AndroidManifest.xml")
                || names.contains("AppxManifest.xml")
                || names.contains("AppxMetadata/AppxBundleManifest.xml")
                || names.contains("extension.vsixmanifest")
                || names.contains("META-INF/mozilla.rsa")
                || names.contains("META-INF/MANIFEST.MF") && names.stream().anyMatch(name -> name.endsWith(".class"))
                || names.stream().anyMatch(name -> name.startsWith("Payload/") && name.contains(".app/"));
    }

    private static boolean actsInOffice(String name) {
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        return lower.endsWith("vbaproject.bin")
                || lower.endsWith("vbadata.xml")
                || lower.contains("/activex/")
                || lower.contains("/macrosheets/")
                || lower.contains("/dialogsheets/");
    }
}
