// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

/// What a server keeps of a password (RFC 5802 §3). Never logged.
///
/// @param mechanism `SCRAM-SHA-1`, `SCRAM-SHA-256` or `SCRAM-SHA-512`
public record ScramKeys(String mechanism, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {

    @Override
    public String toString() {
        return "ScramKeys[" + mechanism + ", ***]";
    }
}
