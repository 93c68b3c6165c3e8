// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

/// How a room is configured (XEP-0045 §10.2, §16.5.3).
///
/// @param name for people; may be empty
/// @param description may be empty
/// @param persistent it stays when the last occupant leaves
/// @param listed it is found by who looks around (XEP-0045 §4.2: public, not hidden)
/// @param membersOnly nobody else may enter
/// @param moderated who is nobody's member has no voice at first
/// @param password that is asked for; empty if none is
/// @param subjects participants may change the subject, not moderators alone
/// @param invitations who has no say in the room may invite, too
/// @param whispers from which role on one may send private messages
/// @param revealed everybody sees whose account an occupant has, not moderators alone
/// @param maxOccupants 0 if only the server limits them
/// @param logged messages stay in the room's archive
/// @param voiceRequests visitors may ask for a voice
/// @param shown from which role on others hear of an occupant's coming and going
/// @param slowSeconds that a participant waits between messages (XEP-0500); 0 for none
record RoomConfig(
        String name,
        String description,
        boolean persistent,
        boolean listed,
        boolean membersOnly,
        boolean moderated,
        String password,
        boolean subjects,
        boolean invitations,
        RoomRole whispers,
        boolean revealed,
        int maxOccupants,
        boolean logged,
        boolean voiceRequests,
        RoomRole shown,
        int slowSeconds) {

    /// What a room has that nobody configured.
    static final RoomConfig DEFAULT = new RoomConfig(
            "",
            "",
            true,
            true,
            false,
            false,
            "",
            false,
            false,
            RoomRole.VISITOR,
            false,
            0,
            true,
            true,
            RoomRole.VISITOR,
            0);
}
