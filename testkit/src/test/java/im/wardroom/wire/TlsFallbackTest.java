// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The fastest TLS library that works is the JDK's where the native one does not load.
@Timeout(60)
class TlsFallbackTest {

    @Test
    void withoutTheNativeLibraryTheHandshakeIsTheJdksAndBindsTheChannel() throws Exception {
        Process program = WithoutNativeLibrary.start();
        List<String> said = program.inputReader().readAllLines();
        String failure = program.errorReader().readAllAsString();
        assertThat(program.waitFor()).as(failure).isZero();
        assertThat(said).hasSize(4).startsWith("false", "TLSv1.3");
        assertThat(said.get(2)).hasSize(64).isEqualTo(said.get(3));
    }
}
