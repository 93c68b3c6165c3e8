// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.trojan;

import im.wardroom.guard.Mode;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.util.Set;

/// From when on an account behaves as no person does. Each of the four signs is enough when it is full; those that are
/// half full are, too, if together they make 130 %.
///
/// @param exempt accounts of machines that are declared, such as monitoring
/// @param beats messages to one recipient at regular intervals
/// @param interval the shortest that counts as a beat
/// @param jitter how far the intervals may lie apart: the standard deviation, in hundredths of the mean
/// @param encoded long bodies in Base64 or hexadecimal digits, in an hour
/// @param replies one after the other that come faster than anybody types
/// @param quick how fast that is
/// @param payloads things that no client of people sends, in an hour
public record TrojanRules(
        Mode mode,
        Set<BareJid> exempt,
        int beats,
        Duration interval,
        int jitter,
        int encoded,
        int replies,
        Duration quick,
        int payloads) {

    public static final TrojanRules DEFAULT =
            new TrojanRules(Mode.OBSERVE, Set.of(), 20, Duration.ofSeconds(5), 5, 12, 20, Duration.ofMillis(700), 60);

    public TrojanRules {
        exempt = Set.copyOf(exempt);
    }

    public TrojanRules exempting(Set<BareJid> accounts) {
        return new TrojanRules(mode, accounts, beats, interval, jitter, encoded, replies, quick, payloads);
    }
}
