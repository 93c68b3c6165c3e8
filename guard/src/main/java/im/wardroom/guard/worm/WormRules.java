// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.guard.Mode;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.util.Set;

/// How much somebody may pass on before the guard asks, and what it remembers.
///
/// @param novel how many people without a conversation with the sender one artefact may go to; the next is held (K)
/// @param weights what others count, of one such person
/// @param mixed how many different risky artefacts may go to as many different people in a day: for worms that
///     never send the same twice
/// @param onward how many people must have passed on what they had received, before everybody who does is asked
/// @param outbreak how many senders over their limit make an outbreak without a second generation
/// @param everydaySenders how many people must have shared something without having received it, and on how many
///     days, for it to be everyday
/// @param acquaintance how long a conversation makes two people known to each other
/// @param memory how long an artefact is followed; slower worms than this are not seen
/// @param patience how long an unanswered question is waited for, if nobody says how it ended
/// @param decoys accounts that belong to nobody
/// @param decoysQuarantine whether who writes to a decoy is put in quarantine, or only refused
/// @param exempt accounts to which anything may be sent: the security desk
public record WormRules(
        Mode mode,
        int novel,
        Weights weights,
        int mixed,
        double onward,
        int outbreak,
        int everydaySenders,
        int everydayDays,
        Duration acquaintance,
        Duration memory,
        Duration patience,
        Set<BareJid> decoys,
        boolean decoysQuarantine,
        Set<BareJid> exempt) {

    public static final WormRules DEFAULT = new WormRules(
            Mode.ENFORCE,
            3,
            Weights.DEFAULT,
            5,
            2,
            3,
            8,
            3,
            Duration.ofDays(60),
            Duration.ofDays(30),
            Duration.ofMinutes(30),
            Set.of(),
            true,
            Set.of());

    public WormRules {
        decoys = Set.copyOf(decoys);
        exempt = Set.copyOf(exempt);
        if (novel < 1 || mixed < 1 || outbreak < 2 || onward <= 0 || everydaySenders < 1 || everydayDays < 1) {
            throw new IllegalArgumentException("the limits of the worm rules must be positive");
        }
    }

    public WormRules with(Mode changed) {
        return new WormRules(
                changed,
                novel,
                weights,
                mixed,
                onward,
                outbreak,
                everydaySenders,
                everydayDays,
                acquaintance,
                memory,
                patience,
                decoys,
                decoysQuarantine,
                exempt);
    }

    public WormRules withDecoys(Set<BareJid> changed, boolean quarantine) {
        return new WormRules(
                mode,
                novel,
                weights,
                mixed,
                onward,
                outbreak,
                everydaySenders,
                everydayDays,
                acquaintance,
                memory,
                patience,
                changed,
                quarantine,
                exempt);
    }

    public WormRules withExempt(Set<BareJid> changed) {
        return new WormRules(
                mode,
                novel,
                weights,
                mixed,
                onward,
                outbreak,
                everydaySenders,
                everydayDays,
                acquaintance,
                memory,
                patience,
                decoys,
                decoysQuarantine,
                changed);
    }

    /// What one recipient counts, where somebody without a conversation with the sender counts 1.
    ///
    /// @param resting somebody with whom there were conversations, none of them now
    /// @param talking somebody with whom a conversation goes on
    /// @param room where the sender has spoken before
    /// @param strangeRoom where the sender has not
    /// @param audience whoever sees the sender's status, profile and nodes
    public record Weights(double resting, double talking, double room, double strangeRoom, double audience) {

        public static final Weights DEFAULT = new Weights(0.34, 0.25, 1.5, 2, 2);
    }
}
