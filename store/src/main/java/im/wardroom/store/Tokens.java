// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import java.util.List;

/// The tokens of fast authentication. Every method may block.
public interface Tokens {

    /// Those of one device, the fresh one first.
    List<Token> of(BareJid owner, String device);
}
