// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.store.Accounts;
import im.wardroom.store.MessageLog;
import im.wardroom.store.MessageLog.Query;
import im.wardroom.store.Role;
import im.wardroom.store.Store;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.security.SecureRandom;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// What the administrator decides for all rooms.
///
/// @param label the first label of their domain
/// @param maxOccupants of one room, whatever its owner says
/// @param desk the label of the domain that may take messages away
public record RoomSettings(String label, Creators creators, int maxOccupants, String desk) {

    public static final RoomSettings DEFAULT = new RoomSettings("rooms", Creators.EVERYBODY, 10_000, "security");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int MAX_DEVICES = 20;

    /// How far back a message is found that is to be taken away.
    private static final int SEARCHED = 1_000;

    /// Who may create a room.
    public enum Creators {
        EVERYBODY,
        ADMINISTRATORS
    }

    RoomRules rules(Store store, boolean archives, Executor blocking) {
        RoomRules.Question mayCreate = creators == Creators.EVERYBODY
                ? user -> CompletableFuture.completedFuture(true)
                : user -> CompletableFuture.supplyAsync(() -> isAdministrator(store, user), blocking);
        RoomRules.Question isHeld = room -> CompletableFuture.supplyAsync(() -> isHeld(store, room), blocking);
        RoomRules.Archive archive =
                (room, author, id) -> CompletableFuture.supplyAsync(() -> find(store, room, author, id), blocking);
        return new RoomRules(
                mayCreate, isHeld, RoomSettings::secret, archive, archives, desk, maxOccupants, MAX_DEVICES);
    }

    private static boolean isAdministrator(Store store, BareJid user) {
        return store.accounts()
                .find(user)
                .map(Accounts.Summary::role)
                .filter(role -> role == Role.ADMINISTRATOR)
                .isPresent();
    }

    private static boolean isHeld(Store store, BareJid room) {
        return store.accounts().find(room).filter(Accounts.Summary::held).isPresent();
    }

    private static OptionalLong find(Store store, BareJid room, String author, String id) {
        // What was said a moment ago may still be on its way to the disk.
        store.commit(List.of()).join();
        return store.messages().search(room, Query.ALL, true, SEARCHED).entries().reversed().stream()
                .filter(entry -> {
                    Element message = Element.read(entry.stanza(), Namespaces.CLIENT);
                    return id.equals(message.attribute("id")) && author.equals(Retraction.authorOf(message));
                })
                .mapToLong(MessageLog.Entry::seq)
                .findFirst();
    }

    private static byte[] secret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }
}
