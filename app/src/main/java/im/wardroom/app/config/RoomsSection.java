// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.xmpp.address.Domain;

/// Rooms in which several people talk.
public record RoomsSection(
        @Doc("What the domain of the rooms is called in front of the server's: \"rooms\" makes rooms.example.org.")
        @Default("rooms")
        String label,

        @Doc("Who may create a room.") @Default("everybody") Creators creators,

        @Doc("How many people one room takes, whatever its owner says.")
        @Default("10000")
        @Between(min = "2", max = "1000000")
        int maxOccupants)
        implements Checked {

    /// Who may create a room.
    public enum Creators {
        EVERYBODY,
        ADMINISTRATORS
    }

    @Override
    public void check(Findings findings) {
        Labels.check("label", label, "rooms", findings);
    }

    /// The domain of the rooms of one of the server's domains.
    public Domain domain(Domain parent) {
        return new Domain(label + '.' + parent);
    }
}
