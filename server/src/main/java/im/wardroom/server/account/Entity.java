// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import java.util.List;

/// What lives at an address: an account, or an address of a service. It takes a command and returns effects, in order.
/// It does no I/O, holds no lock and knows no thread.
public interface Entity {

    /// Carries out one command; a refused stanza is answered to its sender.
    List<Effect> handle(Command command);

    /// True if nothing would be lost by forgetting it until it is needed again.
    boolean isIdle();

    /// What arrives has to wait until something is known that it has asked for.
    default boolean isBusy() {
        return false;
    }

    /// A device of its own has this session.
    boolean has(SessionId session);
}
