// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.xmpp.stanza.Stanza;

/// An address of a [Service], alive. It does no I/O, holds no lock and knows no thread: what it wants done, it tells
/// its context.
public interface Entity {

    /// A stanza for it, or for a resource of it. A [im.wardroom.xmpp.stanza.StanzaException] is answered to the sender.
    void receive(Stanza stanza, EntityContext context);

    /// Something of what it believes is not on disk, or it is removed by an administrator: it is forgotten, and loaded
    /// afresh when somebody needs it. Nothing can be kept any more.
    void end(EntityContext context);

    /// True if nothing would be lost by forgetting it until it is needed again.
    boolean isIdle();
}
