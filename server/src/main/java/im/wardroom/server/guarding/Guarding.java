// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.Act;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Guard;
import im.wardroom.guard.Judgement;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.flood.Arrivals;
import im.wardroom.guard.flood.Brake;
import im.wardroom.guard.quarantine.Quarantines;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.server.stream.Loop;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the guard about what people send, and does what it says. Thread-safe.
public final class Guarding {

    private static final Logger LOG = LoggerFactory.getLogger(Guarding.class);

    private final Guard guard;
    private final @Nullable Quarantines quarantines;
    private final @Nullable Detention detention;
    private final Clock clock;
    private volatile Brake brake = Brake.NONE;
    private volatile @Nullable Arrivals arrivals;
    private volatile @Nullable LongConsumer stopwatch;
    private volatile SignInWatch watch = (account, address, device, name) -> {};

    /// @param detention may be null, as may quarantines, if the guard lets everything pass
    public Guarding(Guard guard, @Nullable Quarantines quarantines, @Nullable Detention detention, Clock clock) {
        this.guard = guard;
        this.quarantines = quarantines;
        this.detention = detention;
        this.clock = clock;
    }

    /// Lets everything pass.
    public static Guarding none(Clock clock) {
        return new Guarding(Guard.none(), null, null, clock);
    }

    /// From now on, connections are slowed down as the brake says, and counted as they arrive.
    ///
    /// @param watching told who signs in
    public void connect(Brake slowing, Arrivals counting, SignInWatch watching) {
        brake = slowing;
        arrivals = counting;
        watch = watching;
    }

    /// Told of who has signed in, before the device is remembered; may block.
    @FunctionalInterface
    public interface SignInWatch {
        /// @param device its id; null if it has none
        /// @param name what it calls itself; null if it does not
        void signedIn(BareJid account, InetAddress address, @Nullable String device, @Nullable String name);
    }

    /// Somebody has signed in. A watch that fails keeps nobody out. May block.
    public void signedIn(BareJid account, InetAddress address, @Nullable String device, @Nullable String name) {
        try {
            watch.signedIn(account, address, device, name);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("account", account).log("a sign-in could not be looked at");
        }
    }

    /// Whether another connection of this address is served.
    public boolean admitsConnection(InetAddress address) {
        Arrivals counting = arrivals;
        return counting == null || counting.connects(address, clock.instant());
    }

    /// Whether another attempt to sign in from this address is looked at.
    public boolean admitsSignIn(InetAddress address) {
        Arrivals counting = arrivals;
        return counting == null || counting.signsIn(address, clock.instant());
    }

    Brake.Pace pace(Stanza stanza) {
        return brake == Brake.NONE
                ? Brake.Pace.FREE
                : brake.after(Objects.requireNonNull(stanza.from()), clock.instant());
    }

    /// Where what was judged goes on. On the sender's loop.
    public interface Way {
        void pass(Stanza stanza, Receipt receipt);

        /// Tells the sender, where that is allowed. Consumes one part of the receipt.
        void refuse(Stanza stanza, StanzaError error, Receipt receipt);

        /// Nothing is read from the connection for a while, or it ends.
        default void slow(Brake.Pace pace) {}
    }

    /// The way of one connection's stanzas.
    ///
    /// @param address that it comes from
    /// @param loop of the sender
    public Passage passage(Origin.Kind kind, Supplier<@Nullable InetAddress> address, Loop loop, Way way) {
        return new Passage(this, kind, address, loop, way);
    }

    CompletableFuture<Judgement> judge(Origin origin, Stanza stanza) {
        LongConsumer timing = stopwatch;
        return timing == null
                ? guard.judge(new Act(origin, stanza, clock.instant()))
                : timed(timing, new Act(origin, stanza, clock.instant()));
    }

    /// The next act is timed, and only that one: time is not looked at for each.
    void timeNext(LongConsumer nanoseconds) {
        stopwatch = nanoseconds;
    }

    private CompletableFuture<Judgement> timed(LongConsumer timing, Act act) {
        stopwatch = null;
        long begun = System.nanoTime();
        CompletableFuture<Judgement> judged = guard.judge(act);
        timing.accept(System.nanoTime() - begun);
        return judged;
    }

    /// On the sender's loop.
    void carryOut(Judgement judgement, Stanza stanza, Receipt receipt, Way way) {
        switch (judgement.verdict()) {
            case Verdict.Pass _ -> way.pass(stanza, receipt);
            case Verdict.Annotate annotate -> way.pass(annotate.stanza(), receipt);
            case Verdict.Hold hold -> hold(hold, judgement.reference(), stanza, receipt, way);
            case Verdict.Refuse refuse -> way.refuse(stanza, error(refuse.finding(), judgement.reference()), receipt);
            case Verdict.Quarantine confine -> {
                Finding finding = confine.finding();
                Objects.requireNonNull(quarantines)
                        .begin(
                                Objects.requireNonNull(stanza.from()).bare(),
                                clock.instant(),
                                finding.reason().code(),
                                judgement.reference(),
                                finding.text());
                way.refuse(stanza, error(finding, judgement.reference()), receipt);
            }
        }
    }

    /// Only messages can wait: a request wants its answer, and presence is old by then.
    private void hold(Verdict.Hold hold, String reference, Stanza stanza, Receipt receipt, Way way) {
        if (!(stanza instanceof Message message)) {
            way.refuse(stanza, error(hold.finding(), reference), receipt);
            return;
        }
        CompletableFuture<Void> kept = Objects.requireNonNull(detention).hold(message, hold, reference);
        if (kept == null) {
            way.refuse(
                    stanza,
                    StanzaError.of(Condition.RESOURCE_CONSTRAINT, "Too many of your messages are held already."),
                    receipt);
            return;
        }
        kept.whenComplete((ok, failure) -> {
            if (failure == null) {
                receipt.release();
            } else {
                receipt.fail(failure);
            }
        });
    }

    /// What the sender is told.
    static StanzaError error(Finding finding, String reference) {
        // The first one says that it can be tried again (RFC 6120 §8.3.3.18).
        Condition condition =
                finding.reason() == Reason.FLOOD ? Condition.RESOURCE_CONSTRAINT : Condition.POLICY_VIOLATION;
        return StanzaError.of(condition, finding.text() + " (Reference " + reference + ')');
    }
}
