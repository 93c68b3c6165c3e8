// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.StreamKey;

/// The resumable stream of a device: counts what is sent on it, as its client does (XEP-0198 §4). Belongs to the
/// account.
final class DeviceStream {

    private final StreamKey key;
    private long sent;
    private byte[] state;

    /// @param sent how many stanzas the client has already
    /// @param state what the store knows of the device
    DeviceStream(StreamKey key, long sent, byte[] state) {
        this.key = key;
        this.sent = sent;
        this.state = state;
    }

    StreamKey key() {
        return key;
    }

    /// The number of the next stanza.
    long next() {
        return ++sent;
    }

    byte[] state() {
        return state;
    }

    void state(byte[] changed) {
        state = changed;
    }
}
