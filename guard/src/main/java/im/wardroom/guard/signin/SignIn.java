// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.signin;

import im.wardroom.xmpp.address.BareJid;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody proved to be the owner of an account.
///
/// @param device what the client says of itself; null if it says nothing
/// @param newDevice it has not signed in to the account before
/// @param newNetwork nothing has signed in to the account from there before
/// @param first nothing has signed in to the account before
public record SignIn(
        BareJid account,
        Instant at,
        InetAddress address,
        @Nullable String device,
        boolean newDevice,
        boolean newNetwork,
        boolean first) {

    boolean isFromANewPlace() {
        return !first && (newDevice || newNetwork);
    }
}
