// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.store.Accounts;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.paging.PageRequest;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The rooms that are found by who looks around, from the store. Thread-safe.
///
/// @param blocking runs what may block
record RoomList(Store store, Executor blocking) {

    /// Rooms of one page, however many are asked for.
    private static final int MAX_PAGE = 200;

    /// Rooms that are looked at for one page, hidden ones included.
    private static final int MAX_LOOK = 2_000;

    private static final int STEP = 100;

    record Listed(BareJid address, String name) {}

    /// The rooms behind one of them, or from the first on.
    CompletableFuture<List<Listed>> page(Domain domain, PageRequest page) {
        return CompletableFuture.supplyAsync(
                () -> read(domain, Objects.requireNonNullElse(page.after(), ""), page.sizeWithin(MAX_PAGE)), blocking);
    }

    private List<Listed> read(Domain domain, String after, int limit) {
        List<Listed> found = new ArrayList<>();
        String last = after;
        for (int looked = 0; looked < MAX_LOOK && found.size() < limit; looked += STEP) {
            List<Accounts.Summary> next = store.accounts().list(domain, last, STEP);
            for (Accounts.Summary summary : next) {
                if (found.size() < limit) {
                    listed(summary.jid()).ifPresent(found::add);
                }
            }
            if (next.size() < STEP) {
                break;
            }
            last = next.getLast().jid().toString();
        }
        return found;
    }

    private Optional<Listed> listed(BareJid room) {
        return store.documents()
                .read(room, Room.NS, Room.CONFIG)
                .map(form -> ConfigForm.read(SubmittedForm.of(Element.read(form, "")), RoomConfig.DEFAULT))
                .filter(RoomConfig::listed)
                .map(config ->
                        new Listed(room, config.name().isEmpty() ? String.valueOf(room.local()) : config.name()));
    }
}
