// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/// A request to an address that has nodes.
public interface NodesContext extends NodesView {

    /// Who asks.
    Jid sender();

    /// The request being answered.
    Iq request();

    /// The asker belongs here: the account's owner, or somebody of the service's server.
    boolean isAtHome();

    /// The asker may know that the owner exists.
    boolean isTrusted();

    void reply(@Nullable Element payload);
}
