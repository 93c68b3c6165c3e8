// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import im.wardroom.guard.Mode;
import im.wardroom.guard.address.Network;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// How much people may send, and how much of strangers a recipient has to bear.
///
/// @param connection what one connection may send, by kind
/// @param perAccount times that, for all connections of an account
/// @param perAddress times that, for all accounts at an address; it stops only those who use much of their own share
/// @param perRecipient what one recipient gets of messages; it stops only those who use much of their own share
/// @param strangers messages of strangers that one recipient gets before the rest is kept back
/// @param unsolicited people who do not know the sender, and to whom one sender may turn
/// @param challenge whoever turns to more is asked to show to be a person, and not only refused
/// @param exempt bots, services and administrators: no strangers to anybody
/// @param perExempt times what others may send
/// @param patience slowed-down moments after which a connection that goes on pushing is refused
/// @param endAfter refusals in a row after which a connection is ended
/// @param longestPause for which a connection is not read
/// @param connections that one address may open
/// @param signIns that one address may try
/// @param trusted networks whose connections and sign-ins are not counted: proxies in front of the server
public record FloodRules(
        Mode mode,
        Map<Kind, Rate> connection,
        double perAccount,
        double perAddress,
        Rate perRecipient,
        Rate strangers,
        Rate unsolicited,
        boolean challenge,
        Set<BareJid> exempt,
        double perExempt,
        int patience,
        int endAfter,
        Duration longestPause,
        Rate connections,
        Rate signIns,
        List<Network> trusted) {

    private static final Map<Kind, Rate> RATES = Map.of(
            Kind.MESSAGE, new Rate(10, 400),
            Kind.PRESENCE, new Rate(2, 200),
            Kind.SUBSCRIPTION, new Rate(0.2, 100),
            Kind.IQ, new Rate(50, 2_000),
            Kind.RESPONSE, new Rate(100, 2_000),
            Kind.JOIN, new Rate(2, 300),
            Kind.UPLOAD, new Rate(1, 200));

    public static final FloodRules DEFAULT = new FloodRules(
            Mode.ENFORCE,
            RATES,
            3,
            50,
            new Rate(50, 1_000),
            new Rate(1 / 120.0, 20),
            new Rate(1 / 60.0, 60),
            true,
            Set.of(),
            20,
            120,
            1_000,
            Duration.ofSeconds(5),
            new Rate(20, 1_000),
            new Rate(20, 1_000),
            List.of());

    public FloodRules {
        Map<Kind, Rate> complete = new EnumMap<>(RATES);
        complete.putAll(connection);
        connection = Map.copyOf(complete);
        exempt = Set.copyOf(exempt);
        trusted = List.copyOf(trusted);
    }

    public FloodRules exempting(Set<BareJid> changed) {
        return new FloodRules(
                mode,
                connection,
                perAccount,
                perAddress,
                perRecipient,
                strangers,
                unsolicited,
                challenge,
                changed,
                perExempt,
                patience,
                endAfter,
                longestPause,
                connections,
                signIns,
                trusted);
    }

    public FloodRules in(Mode changed) {
        return new FloodRules(
                changed,
                connection,
                perAccount,
                perAddress,
                perRecipient,
                strangers,
                unsolicited,
                challenge,
                exempt,
                perExempt,
                patience,
                endAfter,
                longestPause,
                connections,
                signIns,
                trusted);
    }

    public FloodRules challenging(boolean changed) {
        return new FloodRules(
                mode,
                connection,
                perAccount,
                perAddress,
                perRecipient,
                strangers,
                unsolicited,
                changed,
                exempt,
                perExempt,
                patience,
                endAfter,
                longestPause,
                connections,
                signIns,
                trusted);
    }

    Rate of(Kind kind) {
        return Objects.requireNonNull(connection.get(kind));
    }
}
