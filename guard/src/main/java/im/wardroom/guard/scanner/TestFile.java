// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import im.wardroom.guard.file.Content;
import java.nio.charset.StandardCharsets;

/// The test file of EICAR, which every scanner calls infected, and one that none does. It is written in two halves, so
/// that nobody's scanner takes this program for malware.
public final class TestFile {

    private static final String[] HALVES = {"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD", "-ANTIVIRUS-TEST-FILE!$H+H*"
    };

    private TestFile() {}

    public static Content infected() {
        return Content.of(String.join("", HALVES).getBytes(StandardCharsets.US_ASCII));
    }

    public static Content harmless() {
        return Content.of("This is a harmless text.\n".getBytes(StandardCharsets.US_ASCII));
    }
}
