// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.store.Accounts;
import im.wardroom.store.Role;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// What the administrator decides for all rooms.
///
/// @param label the first label of their domain
/// @param maxOccupants of one room, whatever its owner says
public record RoomSettings(String label, Creators creators, int maxOccupants) {

    public static final RoomSettings DEFAULT = new RoomSettings("rooms", Creators.EVERYBODY, 10_000);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int MAX_DEVICES = 20;

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
        return new RoomRules(mayCreate, isHeld, RoomSettings::secret, archives, maxOccupants, MAX_DEVICES);
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

    private static byte[] secret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }
}
