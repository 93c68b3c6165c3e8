// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import java.util.Map;
import java.util.Optional;

/// Small things that features keep for an account. Every method may block.
public interface Documents {

    Optional<byte[]> read(BareJid owner, String namespace, String key);

    Map<String, byte[]> all(BareJid owner, String namespace);
}
