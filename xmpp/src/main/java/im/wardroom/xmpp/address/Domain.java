// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

/// One part of a JID: a domain name or IP literal (RFC 7622 §3.2). Normalised on construction.
public record Domain(String value) {

    /// @throws InvalidJidException if RFC 7622 does not allow the value
    public Domain {
        value = Precis.domain(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
