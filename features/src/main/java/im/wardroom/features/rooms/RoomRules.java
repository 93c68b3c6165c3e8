// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.xmpp.address.BareJid;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// What the administrator decides for all rooms, and what rooms need from outside.
///
/// @param mayCreate whether somebody may create a room; asked once for each
/// @param isHeld whether a room is under legal hold, and has to stay
/// @param secrets 32 bytes that nobody can guess
/// @param archives there are archives on this server
/// @param desk the label of the domain that may take messages away
/// @param maxOccupants of one room, whatever its owner says
/// @param maxDevices that one occupant may have in it
record RoomRules(
        Question mayCreate,
        Question isHeld,
        Supplier<byte[]> secrets,
        Archive archive,
        boolean archives,
        String desk,
        int maxOccupants,
        int maxDevices) {

    /// Where older messages are found.
    @FunctionalInterface
    interface Archive {
        /// The number of the message that this author gave this id; nothing if it is not among the newest.
        CompletableFuture<OptionalLong> find(BareJid room, String author, String id);
    }

    @FunctionalInterface
    interface Question {
        CompletableFuture<Boolean> ask(BareJid jid);
    }
}
