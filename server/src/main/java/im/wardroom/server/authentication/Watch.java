// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.authentication;

import im.wardroom.xmpp.address.BareJid;

/// Told who has proved an account, before the device is remembered. May block; keeps nobody out.
@FunctionalInterface
public interface Watch {
    void signedIn(BareJid account, Origin origin);
}
