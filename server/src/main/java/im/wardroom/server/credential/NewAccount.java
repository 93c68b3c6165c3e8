// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import im.wardroom.store.Role;
import im.wardroom.xmpp.address.BareJid;

/// An account to be made.
public record NewAccount(BareJid jid, Secret password, Role role) {}
