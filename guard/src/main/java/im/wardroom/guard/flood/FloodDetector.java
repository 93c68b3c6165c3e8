// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Counts what is sent, by connection, account, address and recipient, and stops who sends more than people do: near
/// the limit the connection is read more slowly; who goes on pushing is refused; who goes on being refused loses the
/// connection. A limit that many share stops only those who use much of their own share. What strangers send is
/// judged by [Strangers]. Thread-safe; the memory of its counters is bounded.
public final class FloodDetector implements Detector, Brake {

    /// Subjects of each sort that are remembered: about 250 bytes each.
    private static final int SUBJECTS = 30_000;

    /// Rooms, and people of each, that are counted.
    private static final int ROOMS = 10_000;

    private static final int CROWD = 256;

    /// From which part of the own share on somebody loses first where others share a limit.
    private static final double HEAVY = 0.5;

    /// From which part of a limit on somebody is read more slowly.
    private static final double NEAR = 0.75;

    /// The same while the server comes late to its work: at once no more than a person types.
    private static final double NEAR_IN_A_HURRY = 0.05;

    /// The same for whoever went on all the same: two messages at once, which is what a person types.
    private static final double NEAR_FOR_THE_STUBBORN = 0.005;

    /// How much of a conversation may be counted later, and up to which part of a limit.
    private static final double CREDIT = 7;

    private static final double CALM = 0.04;

    /// Slow moments of somebody who does not let himself be slowed down.
    private static final double PUSHING = 3;

    /// The same when there can be no mistake.
    private static final double STUBBORN = 10;

    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

    /// For whoever is far from a limit still: enough to let others go first.
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);

    private static final int KINDS = Kind.values().length;
    private static final int HEAT = KINDS;
    private static final int PAUSE = KINDS + 1;
    private static final int REFUSED = KINDS + 2;
    private static final int BUCKETS = KINDS + 3;

    /// Slow moments and refusals: one drains in ten seconds.
    private static final Rate COOLING = new Rate(0.1, 10_000);

    /// Refusals in a row: they drain quickly once there are none.
    private static final Rate REFUSALS = new Rate(10, 10_000);

    private static final long KEPT_MICROS = 1_000_000;

    /// As long as refusals take to drain at most.
    private static final long RESTLESS_MICROS = 1_000_000_000;

    private static final String TOO_FAST = "You send faster than is allowed. Wait a moment, then try again.";

    /// What it works with.
    ///
    /// @param isAccount whether an address may be a person's on this server
    /// @param strain how busy the server is; more than 1 is too busy
    public record Parts(
            Supplier<FloodRules> rules,
            Acquaintance acquaintance,
            Predicate<BareJid> isAccount,
            DoubleSupplier strain,
            Measures measures) {}

    private volatile @Nullable Limits ofPeople;
    private volatile @Nullable Limits ofExempt;
    private final AtomicLong restlessUntil = new AtomicLong();
    private final Supplier<FloodRules> rules;
    private final Acquaintance acquaintance;
    private final Cache<BareJid, Ring> crowds =
            Caffeine.newBuilder().maximumSize(ROOMS).build();
    private final Strangers strangers;
    private final Shedding shedding;
    private final Meters connections;
    private final Meters accounts;
    private final Meters addresses;
    private final Meters recipients;

    public FloodDetector(Parts parts) {
        this(parts, SUBJECTS);
    }

    FloodDetector(Parts parts, int subjects) {
        this.connections = new Meters(subjects, BUCKETS);
        this.accounts = new Meters(subjects, BUCKETS);
        this.addresses = new Meters(subjects, KINDS);
        this.recipients = new Meters(subjects, 1);
        this.rules = parts.rules();
        this.acquaintance = parts.acquaintance();
        this.strangers = new Strangers(parts);
        this.shedding = new Shedding(parts.strain());
    }

    static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    /// What strangers may do, and what people report of them.
    public Strangers strangers() {
        return strangers;
    }

    @Override
    public Mode mode() {
        return rules.get().mode();
    }

    @Override
    public Verdict look(Act act) {
        FloodRules current = rules.get();
        Weighed weighed = Weighed.of(act, () -> reached(act));
        Kind kind = weighed.kind();
        long now = micros(act.at());
        shedding.look(now);
        Footing footing = footing(act.origin(), now, current);
        boolean exempt = footing.exempt;
        if (footing.defers(weighed, act.recipient())) {
            return exempt ? Verdict.PASS : strangers.look(act, weighed, current);
        }
        Rate rate = footing.limits.connection[kind.ordinal()];
        Meter connection = footing.connection;
        Meter account = footing.account;
        String over = over(act, current, weighed, footing, now);
        if (over != null && !(exempt && over.equals("load"))) {
            return refused(connection, account, now, current, kind, over);
        }
        slowDown(connection, account, kind, rate, now, current.longestPause());
        if (kind == Kind.JOIN && act.recipient() != null) {
            crowds.get(act.recipient(), unknown -> new Ring(CROWD)).add(act.sender());
        }
        return exempt ? Verdict.PASS : strangers.look(act, weighed, current);
    }

    private Limits limits(FloodRules current, boolean exempt) {
        Limits known = exempt ? ofExempt : ofPeople;
        if (known == null || known.rules != current) {
            known = new Limits(current, exempt ? current.perExempt() : 1);
            if (exempt) {
                ofExempt = known;
            } else {
                ofPeople = known;
            }
        }
        return known;
    }

    /// The rates that hold for an origin, by kind.
    private static final class Limits {
        private final FloodRules rules;
        private final Rate[] connection = new Rate[KINDS];
        private final Rate[] account = new Rate[KINDS];
        private final Rate[] address = new Rate[KINDS];

        Limits(FloodRules rules, double factor) {
            this.rules = rules;
            for (Kind kind : Kind.values()) {
                Rate rate = rules.of(kind).times(factor);
                connection[kind.ordinal()] = rate;
                account[kind.ordinal()] = rate.times(rules.perAccount());
                address[kind.ordinal()] = rate.times(rules.perAddress());
            }
        }
    }

    /// What is looked up for an origin, once in a while: often enough that it is not forgotten as unused.
    private static final class Footing {
        private final FloodRules rules;
        private final long until;
        private final boolean exempt;
        private final Limits limits;
        private final Meter connection;
        private final Meter account;
        private final @Nullable Meter address;
        private @Nullable BareJid last;
        private @Nullable Meter ofLast;
        private double owed;
        private double credit;

        Footing(FloodDetector detector, Origin origin, FloodRules rules, long until) {
            this.rules = rules;
            this.until = until;
            InetAddress at = origin.address();
            exempt = isExempt(origin, rules);
            limits = detector.limits(rules, exempt);
            connection = detector.connections.of(origin.jid());
            account = detector.accounts.of(origin.jid().bare());
            address = at == null ? null : detector.addresses.of(at);
        }

        /// It is counted with one of the next: messages follow each other to the same address, and all limits are far
        /// away.
        boolean defers(Weighed weighed, @Nullable BareJid recipient) {
            if (weighed.kind() != Kind.MESSAGE || owed + weighed.cost() > credit || !Objects.equals(recipient, last)) {
                return false;
            }
            owed += weighed.cost();
            return true;
        }

        /// What was deferred.
        double debt(Kind kind) {
            if (kind != Kind.MESSAGE) {
                return 0;
            }
            double debt = owed;
            owed = 0;
            return debt;
        }

        Meter of(BareJid recipient, Meters recipients) {
            Meter known = ofLast;
            if (known == null || !recipient.equals(last)) {
                known = recipients.of(recipient);
                last = recipient;
                ofLast = known;
            }
            return known;
        }
    }

    private Footing footing(Origin origin, long now, FloodRules current) {
        @Nullable Footing[] kept = origin.note(this, () -> new @Nullable Footing[1]);
        Footing known = kept[0];
        if (known == null || known.rules != current || now >= known.until || now < known.until - KEPT_MICROS) {
            double owed = known == null ? 0 : known.owed;
            known = new Footing(this, origin, current, now + KEPT_MICROS);
            known.owed = owed;
            kept[0] = known;
        }
        return known;
    }

    /// How many get what is sent to a room, or to all who see the sender's presence: about, as far as it was seen.
    private int reached(Act act) {
        BareJid recipient = act.recipient();
        if (recipient == null) {
            return acquaintance.count(act.sender());
        }
        Ring crowd = crowds.getIfPresent(recipient);
        return crowd == null ? 1 : crowd.count();
    }

    private static boolean isExempt(Origin origin, FloodRules rules) {
        return rules.exempt().contains(origin.jid().bare()) || origin.kind() == Origin.Kind.COMPONENT;
    }

    /// Which limit is reached; null if none is.
    private @Nullable String over(Act act, FloodRules current, Weighed weighed, Footing footing, long now) {
        Meter connection = footing.connection;
        Meter account = footing.account;
        Kind kind = weighed.kind();
        int bucket = kind.ordinal();
        Rate rate = footing.limits.connection[bucket];
        if (connection.level(HEAT, now, COOLING) > current.patience() && connection.used(bucket, now, rate) > NEAR) {
            return "patience";
        }
        if (shedding.sheds(account.level(HEAT, now, COOLING))) {
            return "load";
        }
        Rate ofAccount = footing.limits.account[bucket];
        double price = weighed.cost() + footing.debt(kind);
        if (!connection.take(bucket, now, price, rate)) {
            return "connection";
        }
        if (!account.take(bucket, now, price, ofAccount)) {
            return "account";
        }
        boolean heavy = account.used(bucket, now, ofAccount) > HEAVY || connection.used(bucket, now, rate) > HEAVY;
        if (footing.address != null
                && !footing.address.take(bucket, now, price, footing.limits.address[bucket])
                && heavy) {
            return "address";
        }
        BareJid recipient = act.recipient();
        if (recipient != null
                && kind != Kind.RESPONSE
                && !footing.of(recipient, recipients).take(0, now, price, current.perRecipient())
                && heavy) {
            return "recipient";
        }
        if (kind == Kind.MESSAGE) {
            footing.credit = connection.used(bucket, now, rate) < CALM ? CREDIT : 0;
        }
        return null;
    }

    private Verdict refused(Meter connection, Meter account, long now, FloodRules current, Kind kind, String over) {
        // What others asked for says nothing about who answers.
        if (kind != Kind.RESPONSE) {
            connection.add(HEAT, now, 1, COOLING);
            account.add(HEAT, now, 1, COOLING);
        }
        restless(now);
        connection.add(REFUSED, now, 1, REFUSALS);
        if (connection.level(HEAT, now, COOLING) > current.patience()) {
            connection.put(PAUSE, current.longestPause().toMillis());
        }
        return new Verdict.Refuse(Finding.of(Reason.FLOOD, TOO_FAST)
                .with("kind", kind)
                .with("limit", over)
                .with("recent", (long) account.level(HEAT, now, COOLING)));
    }

    private void slowDown(Meter connection, Meter account, Kind kind, Rate rate, long now, Duration longest) {
        double used = kind.isSlowedFirst() ? connection.used(kind.ordinal(), now, rate) : 0;
        if (used <= NEAR_FOR_THE_STUBBORN) {
            return;
        }
        double heat = connection.level(HEAT, now, COOLING);
        double near = heat > STUBBORN ? NEAR_FOR_THE_STUBBORN : NEAR_IN_A_HURRY;
        long pause = used > near && hurries(heat, now) ? shortest(heat, longest) : 0;
        if (used > NEAR) {
            pause = Math.max(pause, (shedding.isUnderWay() ? longest : SHORT_PAUSE).toMillis());
        }
        if (pause == 0) {
            return;
        }
        restless(now);
        connection.put(PAUSE, pause);
        if (kind != Kind.RESPONSE) {
            connection.add(HEAT, now, 1, COOLING);
            account.add(HEAT, now, 1, COOLING);
        }
    }

    /// Longer for those who go on, as if they had not been slowed down.
    private static long shortest(double heat, Duration longest) {
        double pause = SHORTEST_PAUSE.toMillis() * Math.max(1, heat / PUSHING);
        return (long) Math.min(pause, longest.toMillis());
    }

    private boolean hurries(double heat, long now) {
        return shedding.isInAHurry(now) || (shedding.wasInAHurry(now) && heat > PUSHING);
    }

    @Override
    public Pace after(Jid jid, Instant now) {
        FloodRules current = rules.get();
        if (current.mode() != Mode.ENFORCE || !isRestless(micros(now))) {
            return Pace.FREE;
        }
        Meter connection = connections.of(jid);
        long pause = connection.getAndClear(PAUSE);
        boolean end = connection.level(REFUSED, micros(now), REFUSALS) > current.endAfter();
        return pause == 0 && !end ? Pace.FREE : new Pace(Duration.ofMillis(spread(pause, jid, micros(now))), end);
    }

    /// Between three quarters of it and five, so that those who were slowed down together do not come back together.
    private static long spread(long pause, Jid jid, long now) {
        return pause * 3 / 4 + Math.floorMod(jid.hashCode() * 31L + now, pause / 2 + 1);
    }

    /// Somebody was slowed down or refused lately.
    private boolean isRestless(long now) {
        return now < restlessUntil.get();
    }

    private void restless(long now) {
        restlessUntil.accumulateAndGet(now + RESTLESS_MICROS, Math::max);
    }

    /// How many subjects are counted at the moment.
    long size() {
        return connections.size() + accounts.size() + addresses.size() + recipients.size();
    }
}
