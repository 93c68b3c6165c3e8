// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

/// One part of a JID: the part after the slash (OpaqueString profile, RFC 7622 §3.4). Normalised on construction.
public record Resource(String value) {

    /// @throws InvalidJidException if RFC 7622 does not allow the value
    public Resource {
        value = Precis.resource(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
