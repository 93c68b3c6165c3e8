// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.path;

import im.wardroom.guard.Mode;
import java.util.Set;

/// Which ways from device to device are open. Calls are always.
///
/// @param jingle files and data by Jingle (XEP-0166 with XEP-0234, and any content that is no call)
/// @param bytestreams SOCKS5 bytestreams (XEP-0065)
/// @param streamInitiation offers of files in the older form (XEP-0096)
/// @param relays addresses of the server's own proxies
public record PathRules(Mode mode, Way jingle, Way bytestreams, Way streamInitiation, Set<String> relays) {

    public static final PathRules DEFAULT = new PathRules(Mode.ENFORCE, Way.REFUSE, Way.REFUSE, Way.REFUSE, Set.of());

    /// What becomes of an offer.
    public enum Way {
        PASS,
        /// Through the server's own proxy, or in pieces within stanzas, and no other way.
        RELAY,
        REFUSE
    }

    public PathRules {
        relays = Set.copyOf(relays);
    }

    public PathRules with(Way all) {
        return new PathRules(mode, all, all, all, relays);
    }

    public PathRules with(Set<String> changed) {
        return new PathRules(mode, jingle, bytestreams, streamInitiation, changed);
    }
}
