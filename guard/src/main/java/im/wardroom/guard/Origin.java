// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.xmpp.address.Jid;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Who sends, and from where.
///
/// @param address of the connection; null where it is not known
public record Origin(Jid jid, Kind kind, @Nullable InetAddress address) {

    public enum Kind {
        /// A device that is signed in to an account of this server.
        ACCOUNT,
        /// A program that serves a domain beside this server (XEP-0114).
        COMPONENT,
        /// Another server.
        FEDERATION
    }
}
