// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.bench.contender.Folders;
import im.wardroom.bench.contender.Identity;
import im.wardroom.bench.forwarder.PemIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/// TLS for servers in tests.
public final class TestIdentity {

    private TestIdentity() {}

    public static SSLContext context() throws IOException {
        Path folder = Files.createTempDirectory("wardroom-test");
        try {
            Identity identity = Identity.create(folder, "localhost");
            return PemIdentity.context(identity.chain(), identity.key());
        } finally {
            Folders.delete(folder);
        }
    }
}
