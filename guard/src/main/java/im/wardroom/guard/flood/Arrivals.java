// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import im.wardroom.guard.Mode;
import java.net.InetAddress;
import java.time.Instant;
import java.util.function.Supplier;

/// How many connections an address opens, and how often somebody tries to sign in from there: 64 bits of IPv6 count as
/// one address. Thread-safe and bounded.
public final class Arrivals {

    private static final int SUBJECTS = 30_000;

    private final Supplier<FloodRules> rules;
    private final Meters connections = new Meters(SUBJECTS, 1);
    private final Meters signIns = new Meters(SUBJECTS, 1);

    public Arrivals(Supplier<FloodRules> rules) {
        this.rules = rules;
    }

    /// False if it is one connection too many.
    public boolean connects(InetAddress address, Instant now) {
        return admits(connections, address, now, rules.get().connections());
    }

    /// False if it is one attempt too many.
    public boolean signsIn(InetAddress address, Instant now) {
        return admits(signIns, address, now, rules.get().signIns());
    }

    private boolean admits(Meters meters, InetAddress address, Instant now, Rate rate) {
        FloodRules current = rules.get();
        return current.mode() != Mode.ENFORCE
                || current.trusted().stream().anyMatch(network -> network.contains(address))
                || meters.of(address).take(0, FloodDetector.micros(now), 1, rate);
    }
}
