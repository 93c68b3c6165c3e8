// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.xmpp.address.BareJid;

/// What becomes of what was held, and of who was asked. Returns at once.
interface Exits {

    /// It goes on, and its record goes with it; unless it has turned out to be dangerous: then it is not sent, and
    /// this is false.
    boolean release(Held held);

    /// It is not sent, and the sender is told; its record goes.
    ///
    /// @param why for the sender
    void bounce(Held held, String why);

    void say(BareJid to, String text);

    /// The sender has shown to be a person, or has not.
    ///
    /// @param first of what was held
    void answered(BareJid sender, boolean isAPerson, Held first);
}
