// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.xmpp.address.BareJid;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// What the administrator decides for all rooms, and what rooms need from outside.
///
/// @param mayCreate whether somebody may create a room; asked once for each
/// @param isHeld whether a room is under legal hold, and has to stay
/// @param secrets 32 bytes that nobody can guess
/// @param archives there are archives on this server
/// @param maxOccupants of one room, whatever its owner says
/// @param maxDevices that one occupant may have in it
record RoomRules(
        Question mayCreate,
        Question isHeld,
        Supplier<byte[]> secrets,
        boolean archives,
        int maxOccupants,
        int maxDevices) {

    @FunctionalInterface
    interface Question {
        CompletableFuture<Boolean> ask(BareJid jid);
    }
}
