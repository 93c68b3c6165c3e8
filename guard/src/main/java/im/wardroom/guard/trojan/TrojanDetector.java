// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.trojan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.EndToEnd;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Kept;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Notices a program that uses an account to report: by regular beats, bodies that are encoded bytes, replies faster
/// than typing, and data that no client of people sends. Tells an officer once for an account and day, and asks whether
/// a person sends this. Of what is encrypted end to end, only the time counts. Thread-safe; its memory has a bound.
public final class TrojanDetector implements Detector {

    private static final int MAX_ACCOUNTS = 10_000;

    private final Supplier<TrojanRules> rules;
    private final Measures measures;
    private final Cache<BareJid, Habit> habits =
            Caffeine.newBuilder().maximumSize(MAX_ACCOUNTS).build();

    public TrojanDetector(Supplier<TrojanRules> rules, Measures measures) {
        this.rules = rules;
        this.measures = measures;
    }

    @Override
    public Mode mode() {
        return rules.get().mode();
    }

    @Override
    public boolean seesEveryWord() {
        return false;
    }

    @Override
    public Verdict look(Act act) {
        BareJid to = act.recipient();
        TrojanRules current = rules.get();
        Stanza stanza = act.stanza();
        if (to == null || stanza.isError() || act.origin().kind() != Origin.Kind.ACCOUNT) {
            return Verdict.PASS;
        }
        boolean plain = act.glance().isPlain();
        boolean speaks = plain ? act.glance().isTalk() : Payloads.speaks(stanza);
        boolean foreign = !plain && Payloads.isForPrograms(stanza);
        if (!speaks && !foreign) {
            return Verdict.PASS;
        }
        if (speaks) {
            listen(act, to);
        }
        if (current.exempt().contains(act.sender())) {
            return Verdict.PASS;
        }
        Finding finding = note(act, to, speaks, foreign, current);
        if (finding == null) {
            return Verdict.PASS;
        }
        measures.alarm(finding);
        return new Verdict.Hold(finding, Verdict.Until.SENDER_IS_A_PERSON);
    }

    /// What was looked up for an origin.
    private record Known(Kept<BareJid, Habit> own, Kept<BareJid, @Nullable Habit> other) {

        Known() {
            this(new Kept<>(), new Kept<>());
        }
    }

    private Known known(Act act) {
        return act.origin().note(this, Known::new);
    }

    /// For whom it is meant may be a program that replies.
    private void listen(Act act, BareJid to) {
        Habit other = known(act).other().of(to, act.at(), habits::getIfPresent);
        if (other != null) {
            synchronized (other) {
                other.heard(act.sender(), act.at());
            }
        }
    }

    private @Nullable Finding note(Act act, BareJid to, boolean speaks, boolean foreign, TrojanRules current) {
        Habit habit = known(act)
                .own()
                .of(act.sender(), act.at(), sender -> habits.get(sender, whoever -> new Habit(current)));
        synchronized (habit) {
            if (foreign) {
                habit.payload(act.at());
            }
            if (isEncoded(act)) {
                habit.encoded(act.at());
            }
            Habit.Signs signs = habit.signs(to, speaks, act.at(), current);
            return signs.areEnough() && habit.tells(act.at()) ? finding(act, to, signs) : null;
        }
    }

    private static boolean isEncoded(Act act) {
        if (!(act.stanza() instanceof Message message) || !act.glance().isPlain() && EndToEnd.isIn(message)) {
            return false;
        }
        Element body = message.element().child(Namespaces.CLIENT, "body");
        return body != null && Encoding.isEncoded(body.text());
    }

    private static Finding finding(Act act, BareJid to, Habit.Signs signs) {
        return Finding.of(Reason.TROJAN_BEACON, "This looks as if a program sent it. Please show that you are there.")
                .with("account", act.sender())
                .with("to", to)
                .with("rhythm", percent(signs.rhythm()))
                .with("seconds-between", signs.seconds())
                .with("encoded-bodies", percent(signs.encoded()))
                .with("quick-replies", percent(signs.quick()))
                .with("non-chat-payloads", percent(signs.payloads()));
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
