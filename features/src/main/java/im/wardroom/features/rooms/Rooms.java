// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.server.extension.Entity;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Service;
import im.wardroom.server.extension.Specification;
import im.wardroom.store.Accounts;
import im.wardroom.store.MessageLog.Query;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/// Multi-user chat (XEP-0045), with archives of rooms (XEP-0313), on a domain of its own.
public final class Rooms implements Feature, Service {

    private final RoomSettings settings;
    private final boolean archives;
    private final Executor blocking;

    /// @param archives there are archives on this server
    /// @param blocking runs what may block
    public Rooms(RoomSettings settings, boolean archives, Executor blocking) {
        this.settings = settings;
        this.archives = archives;
        this.blocking = blocking;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(
                Specification.xep(45, "1.35.5").partial("no clients of GC 1.0; no unique names on request"),
                Specification.xep(249, "1.2"),
                Specification.xep(317, "0.3.1"),
                Specification.xep(410, "1.1.0"),
                Specification.xep(421, "1.0.1"),
                Specification.xep(425, "0.3.0"),
                Specification.xep(486, "0.1.0"),
                Specification.xep(500, "0.1.1"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.service(this);
    }

    @Override
    public String label() {
        return settings.label();
    }

    @Override
    public String name() {
        return "Rooms";
    }

    @Override
    public Set<String> namespaces() {
        return Set.of(Room.NS, Affiliations.NS, Hats.NS, Hats.WORN);
    }

    @Override
    public Entity load(BareJid address, Optional<Accounts.State> kept, Store store) {
        if (address.local() == null) {
            return Lobby.desk(address.domain(), name(), new RoomList(store, blocking));
        }
        Room room = new Room(address, settings.rules(store, archives, blocking), kept);
        if (kept.isPresent()) {
            room.history()
                    .load(store.messages()
                            .search(address, Query.ALL, true, History.MAX)
                            .entries());
        }
        return room;
    }
}
