// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import im.wardroom.watch.block.Name;
import im.wardroom.watch.block.Resolved;
import im.wardroom.watch.packet.Address;
import java.time.Instant;

/// An address that a name had.
///
/// @param isOwn whether nothing is known to be there but the service
/// @param why what says so; empty if nothing says otherwise
/// @param isGone whether the last look found the name without it
public record Sighting(
        Name name, Address address, boolean isOwn, String why, Instant first, Instant last, boolean isGone) {

    private static final int LONGEST_REASON = 300;

    public Sighting {
        why = harmless(why);
    }

    /// A name in a reason came from the network.
    private static String harmless(String text) {
        String clean = text.replaceAll("[^ -~]", "?").strip();
        return clean.length() > LONGEST_REASON ? clean.substring(0, LONGEST_REASON) : clean;
    }

    Key key() {
        return new Key(name, address);
    }

    Sighting asGone() {
        return new Sighting(name, address, isOwn, why, first, last, true);
    }

    Sighting since(Instant earlier) {
        return new Sighting(name, address, isOwn, why, earlier.isBefore(first) ? earlier : first, last, isGone);
    }

    public Resolved resolved() {
        return new Resolved(name, address, isOwn, why);
    }

    /// What there is one sighting of.
    record Key(Name name, Address address) {}
}
