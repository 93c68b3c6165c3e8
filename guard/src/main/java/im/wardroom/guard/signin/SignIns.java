// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Kept;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells owners of sign-ins from new places, and asks who is there when the account then does what a thief would do:
/// it writes to many people at once, from a device and a network that are new, while the owner is somewhere else, or
/// in the owner's night. Thread-safe; remembers so many accounts.
public final class SignIns implements Detector {

    private static final int ACCOUNTS = 50_000;

    private final Supplier<SignInRules> rules;
    private final Measures measures;
    private final Cache<BareJid, Habit> habits =
            Caffeine.newBuilder().maximumSize(ACCOUNTS).build();

    public SignIns(Supplier<SignInRules> rules, Measures measures) {
        this.rules = rules;
        this.measures = measures;
    }

    @Override
    public Mode mode() {
        return rules.get().mode();
    }

    /// To be called when somebody has signed in, before anything is received from there.
    public void seen(SignIn signIn) {
        SignInRules current = rules.get();
        if (current.mode() == Mode.OFF) {
            return;
        }
        habit(signIn.account()).signedIn(signIn, current);
        if (current.tell() && signIn.isFromANewPlace()) {
            measures.tell(signIn.account(), notice(signIn));
        }
    }

    private Habit habit(BareJid account) {
        return habits.get(account, unknown -> new Habit());
    }

    static String notice(SignIn signIn) {
        String what = signIn.newDevice() ? "A new device" : "A known device";
        String device = signIn.device() == null ? "" : " (" + signIn.device() + ')';
        String where = signIn.newNetwork() ? " from a network that is new" : "";
        return what + device + " has signed in to your account" + where + ", from "
                + signIn.address().getHostAddress() + ", at "
                + signIn.at().truncatedTo(ChronoUnit.MINUTES) + ". If that was you, there is nothing to do. If not,"
                + " change your password now: that signs out every other device. An administrator can do it for you"
                + " (./wardroom user sign-out).";
    }

    @Override
    public boolean seesEveryWord() {
        return false;
    }

    @Override
    public Verdict look(Act act) {
        if (act.origin().kind() != Origin.Kind.ACCOUNT) {
            return Verdict.PASS;
        }
        Kept<BareJid, @Nullable Habit> kept = act.origin().note(this, () -> new Kept<BareJid, @Nullable Habit>());
        Habit habit = kept.of(act.sender(), act.at(), sender -> active(sender, act));
        BareJid recipient = act.recipient();
        if (habit == null
                || habit.isCalm()
                || recipient == null
                || !(act.stanza() instanceof Message message)
                || !(act.glance().isTalk() || message.hasBody())
                || message.type() == Message.Type.ERROR) {
            return Verdict.PASS;
        }
        SignInRules current = rules.get();
        habit.wroteTo(recipient, act.at(), current);
        Verdict verdict = judged(habit, act, current);
        habit.calmDown(act.at(), current);
        return verdict;
    }

    private @Nullable Habit active(BareJid sender, Act act) {
        Habit habit = habits.getIfPresent(sender);
        if (habit != null) {
            habit.active(act.origin().address(), act.at());
        }
        return habit;
    }

    private static Verdict judged(Habit habit, Act act, SignInRules current) {
        int score = habit.score(act.at(), current.remember());
        if (score < current.stepUpAt()) {
            return Verdict.PASS;
        }
        Finding finding = Finding.of(
                        Reason.TAKEOVER, "Your account was used from a new place and writes to many people at once.")
                .with("score", score)
                .with("because of", habit.reasons());
        return current.quarantineAt() > 0 && score >= current.quarantineAt()
                ? new Verdict.Quarantine(finding)
                : new Verdict.Hold(finding, Verdict.Until.SENDER_IS_A_PERSON);
    }

    /// Somebody at the account has shown to be a person.
    public void provedToBeAPerson(BareJid account) {
        Habit habit = habits.getIfPresent(account);
        if (habit != null) {
            habit.forgive();
        }
    }

    /// How much counts against the account at the moment.
    public int score(BareJid account, Instant now) {
        Habit habit = habits.getIfPresent(account);
        return habit == null ? 0 : habit.score(now, rules.get().remember());
    }
}
