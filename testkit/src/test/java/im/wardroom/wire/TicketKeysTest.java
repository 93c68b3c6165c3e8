// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How long a client can resume a session with a ticket: until its key was renewed twice. Of the native library; the
/// JDK's cares for its keys itself.
@Timeout(30)
class TicketKeysTest {

    @BeforeEach
    void needsTheNativeLibrary() {
        assumeTrue(NativeTls.isAvailable(), "the native library does not load here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void ticketIsTakenWhileItsKeyIsTheNewest(String protocol) throws Exception {
        try (Handshakes handshakes = new Handshakes(protocol)) {
            assertThat(handshakes.next().full()).isTrue();
            assertThat(handshakes.next().full()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void ticketOfThePreviousKeyIsTaken(String protocol) throws Exception {
        try (Handshakes handshakes = new Handshakes(protocol)) {
            assertThat(handshakes.next().full()).isTrue();
            handshakes.server().renewTicketKeys();
            assertThat(handshakes.next().full()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void ticketOfAnOlderKeyIsNotTakenAndTheHandshakeIsFull(String protocol) throws Exception {
        try (Handshakes handshakes = new Handshakes(protocol)) {
            assertThat(handshakes.next().full()).isTrue();
            handshakes.server().renewTicketKeys();
            handshakes.server().renewTicketKeys();
            assertThat(handshakes.next().full()).isTrue();
        }
    }
}
