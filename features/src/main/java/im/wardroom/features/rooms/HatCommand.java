// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.xmpp.address.FullJid;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The commands of a room (XEP-0317 §3), and who may carry them out.
enum HatCommand {
    CREATE("Create or change a hat"),
    DESTROY("Destroy a hat"),
    LIST("List the hats"),
    ASSIGN("Give somebody a hat"),
    UNASSIGN("Take a hat away"),
    LIST_ASSIGNED("List who wears which hat");

    private static final String PREFIX = "urn:xmpp:hats:commands:";

    private final String title;

    HatCommand(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String node() {
        return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static @Nullable HatCommand of(String node) {
        return Stream.of(values())
                .filter(command -> command.node().equals(node))
                .findFirst()
                .orElse(null);
    }

    boolean isList() {
        return this == LIST || this == LIST_ASSIGNED;
    }

    /// Those in charge may do everything. Who belongs to the room sees its hats, and on whom, where addresses are no
    /// secret.
    boolean isFor(Room room, FullJid asking) {
        Affiliation own = room.affiliations().of(asking.bare());
        if (own.isAtLeast(Affiliation.ADMIN)) {
            return true;
        }
        boolean belongs = own.isAtLeast(Affiliation.MEMBER) || room.occupants().find(asking) != null;
        return belongs
                && (this == LIST || this == LIST_ASSIGNED && room.config().revealed());
    }

    static List<HatCommand> allFor(Room room, FullJid asking) {
        return Stream.of(values())
                .filter(command -> command.isFor(room, asking))
                .toList();
    }
}
