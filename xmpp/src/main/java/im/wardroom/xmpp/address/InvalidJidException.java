// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

/// An address that RFC 7622 does not allow. The message says which part and why, in words fit for a log.
public final class InvalidJidException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidJidException(String message) {
        super(message);
    }
}
