// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import im.wardroom.xmpp.address.BareJid;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/// Makes guessing passwords slow, and then impossible for a while: for each account, and for each address.
///
/// Strangers and known origins are counted apart. A stranger's guesses lock an account for strangers only, so they
/// never keep its owner out from where the owner signed in before; a known origin answers for its own guesses alone,
/// so that a neighbour behind the same address cannot lock it either, except by guessing at this very account.
///
/// An attempt counts as failed from the moment it is let through until [#succeeded] takes it back: guesses made in
/// parallel are not free. Thread-safe.
public final class Lockout {

    /// What to do with an attempt to sign in.
    public sealed interface Decision {

        /// Let it go on.
        enum Proceed implements Decision {
            NOW
        }

        /// Let it go on, but answer only after this time.
        record Delay(Duration time) implements Decision {}

        /// Do not even look at the password.
        record Refuse(Instant until) implements Decision {}
    }

    /// @param origin the address of a known origin, or empty for all strangers together
    private record Target(BareJid account, String origin) {}

    private static final int CAPACITY = 100_000;

    private final LockoutRules rules;
    private final Clock clock;
    private final FailureTable<Target> targets;
    private final FailureTable<String> addresses;

    public Lockout(LockoutRules rules, Clock clock) {
        this(rules, clock, CAPACITY);
    }

    /// @param capacity accounts, and addresses, that are remembered at most
    Lockout(LockoutRules rules, Clock clock, int capacity) {
        this.rules = rules;
        this.clock = clock;
        this.targets = new FailureTable<>(capacity);
        this.addresses = new FailureTable<>(capacity);
    }

    /// To be asked before the password is looked at. Whether the account exists makes no difference.
    ///
    /// @param knownOrigin the account signed in from this device or address before
    public synchronized Decision check(BareJid account, InetAddress address, boolean knownOrigin) {
        Instant now = clock.instant();
        Target target = target(account, address, knownOrigin);
        Failures ofTarget = targets.get(target).asOf(now, rules.perAccount(), rules);
        Failures ofAddress =
                knownOrigin ? Failures.NONE : addresses.get(network(address)).asOf(now, rules.perAddress(), rules);
        Decision decision =
                stricter(ofTarget.decide(now, rules.perAccount(), rules.free(), rules), ofAddress(ofAddress, now));
        if (decision instanceof Decision.Refuse) {
            return decision;
        }
        targets.put(target, ofTarget.another(now));
        if (!knownOrigin) {
            addresses.put(network(address), ofAddress.another(now));
        }
        return decision;
    }

    /// Many people may share an address: it is slowed down only halfway to its lock.
    private Decision ofAddress(Failures failures, Instant now) {
        return failures.decide(now, rules.perAddress(), rules.perAddress() / 2, rules);
    }

    /// The attempt that was let through had the right password. The address only gets back this one attempt: who owns
    /// one account could otherwise guess at all others for ever.
    public synchronized void succeeded(BareJid account, InetAddress address, boolean knownOrigin) {
        targets.remove(target(account, address, knownOrigin));
        if (!knownOrigin) {
            addresses.put(network(address), addresses.get(network(address)).oneLess());
        }
    }

    /// Forgets the failures of an account; those of addresses stay.
    public synchronized void unlock(BareJid account) {
        targets.removeIf(target -> target.account().equals(account));
    }

    /// Forgets the failures of an address.
    public synchronized void unlock(InetAddress address) {
        addresses.remove(network(address));
    }

    /// True if sign-in to the account is refused to somebody now.
    public synchronized boolean isLocked(BareJid account) {
        Instant now = clock.instant();
        return targets.anyMatch(entry ->
                entry.getKey().account().equals(account) && entry.getValue().isLocked(now, rules.perAccount(), rules));
    }

    /// How many accounts and addresses are remembered.
    synchronized int size() {
        return targets.size() + addresses.size();
    }

    private static Target target(BareJid account, InetAddress address, boolean knownOrigin) {
        return new Target(account, knownOrigin ? network(address) : "");
    }

    /// One customer has a whole /64 of IPv6.
    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }

    private static Decision stricter(Decision one, Decision other) {
        return switch (one) {
            case Decision.Proceed _ -> other;
            case Decision.Refuse mine ->
                other instanceof Decision.Refuse yours && yours.until().isAfter(mine.until()) ? yours : mine;
            case Decision.Delay mine ->
                switch (other) {
                    case Decision.Proceed _ -> mine;
                    case Decision.Refuse yours -> yours;
                    case Decision.Delay yours -> yours.time().compareTo(mine.time()) > 0 ? yours : mine;
                };
        };
    }
}
