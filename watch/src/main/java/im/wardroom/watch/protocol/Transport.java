// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

/// What carries a TLS handshake.
public enum Transport {
    TCP('t'),
    QUIC('q'),
    DTLS('d');

    private final char letter;

    Transport(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }
}
