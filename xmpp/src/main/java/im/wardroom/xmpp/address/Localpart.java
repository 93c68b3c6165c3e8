// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

/// One part of a JID: the part before the @ (UsernameCaseMapped profile, RFC 7622 §3.3). Normalised on construction.
public record Localpart(String value) {

    /// @throws InvalidJidException if RFC 7622 does not allow the value
    public Localpart {
        value = Precis.localpart(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
