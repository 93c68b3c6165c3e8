// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import im.wardroom.xmpp.address.BareJid;

/// Ends the sessions of an account, wherever they are.
@FunctionalInterface
public interface SessionEnder {

    /// Ends all of them, those that could be resumed included.
    ///
    /// @param reason in words that their user may read
    void end(BareJid account, String reason);
}
