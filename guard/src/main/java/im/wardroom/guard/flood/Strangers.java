// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.guard.Act;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Invitations;
import im.wardroom.guard.Lately;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.flood.Acquaintance.Answer;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What people send to those who do not know them: how many one sender may turn to, and how much of it one recipient
/// gets before the rest waits to be asked for. Reports of recipients make it weigh more. Thread-safe and bounded.
public final class Strangers {

    private static final String ROSTER = "jabber:iq:roster";
    private static final int SUBJECTS = 30_000;

    /// Whom one sender turned to lately.
    private static final int RECENT = 64;

    /// Reporters from whom on officers are told.
    private static final int ALARMING = 3;

    private static final int ALARMING_CROWD = 10;

    private final Acquaintance acquaintance;
    private final Predicate<BareJid> isAccount;
    private final Measures measures;
    private final Reports reports = new Reports();
    private final Meters recipients = new Meters(SUBJECTS, 1);
    private final Meters senders = new Meters(SUBJECTS, 1);
    private final Cache<BareJid, Ring> recent =
            Caffeine.newBuilder().maximumSize(SUBJECTS).build();

    Strangers(FloodDetector.Parts parts) {
        this.acquaintance = parts.acquaintance();
        this.isAccount = parts.isAccount();
        this.measures = parts.measures();
    }

    Verdict look(Act act, Weighed weighed, FloodRules current) {
        List<BareJid> invited = invited(act);
        if (invited.isEmpty()) {
            BareJid addressee = addressee(act);
            if (addressee == null) {
                learnRoster(act);
                return Verdict.PASS;
            }
            return look(act, addressee, weighed, current);
        }
        for (BareJid one : invited) {
            Verdict verdict = look(act, one, weighed, current);
            if (!(verdict instanceof Verdict.Pass)) {
                return verdict;
            }
        }
        return Verdict.PASS;
    }

    private Verdict look(Act act, BareJid addressee, Weighed weighed, FloodRules current) {
        BareJid sender = act.sender();
        Lately friends = act.origin().note(this, Lately::new);
        if (friends.has(addressee, act.at())) {
            return Verdict.PASS;
        }
        boolean asked = weighed.visible()
                && isAccount.test(addressee)
                && !current.exempt().contains(addressee);
        Answer known = asked ? acquaintance.knows(addressee, sender) : Answer.YES;
        boolean stranger = known == Answer.NO
                || known == Answer.NOT_YET_KNOWN && acquaintance.knows(sender, addressee) == Answer.NO;
        Verdict verdict = stranger ? judge(act, addressee, known, current) : Verdict.PASS;
        if (verdict instanceof Verdict.Pass && turnsTo(act.stanza())) {
            acquaintance.learned(sender, addressee);
            // What was not asked, as for a grant that nobody wanted, says nothing about what comes next.
            if (weighed.visible() && known == Answer.YES) {
                friends.add(addressee, act.at());
            }
        }
        return verdict;
    }

    private static @Nullable BareJid addressee(Act act) {
        BareJid recipient = act.recipient();
        if (recipient == null || !(act.stanza() instanceof Message message)) {
            return act.stanza() instanceof Iq ? null : recipient;
        }
        boolean isForMany = message.type() == Message.Type.GROUPCHAT || message.type() == Message.Type.ERROR;
        return isForMany ? null : recipient;
    }

    /// Who is invited to a room by way of the room is reached, too: each of them (XEP-0045 §7.8.2).
    private static List<BareJid> invited(Act act) {
        if (!(act.stanza() instanceof Message message)
                || message.type() == Message.Type.GROUPCHAT
                || message.type() == Message.Type.ERROR) {
            return List.of();
        }
        return Invitations.in(act);
    }

    private static @Nullable BareJid parsed(@Nullable String jid) {
        try {
            return jid == null ? null : Jid.parse(jid).bare();
        } catch (InvalidJidException e) {
            return null;
        }
    }

    /// Whoever writes to somebody, asks for a subscription or grants one, knows who that is.
    private static boolean turnsTo(Stanza stanza) {
        return switch (stanza) {
            case Message message -> message.hasBody();
            case Presence presence ->
                presence.type() == Presence.Type.SUBSCRIBE || presence.type() == Presence.Type.SUBSCRIBED;
            case Iq _ -> false;
        };
    }

    private void learnRoster(Act act) {
        if (!(act.stanza() instanceof Iq iq) || iq.type() != Iq.Type.SET) {
            return;
        }
        Element query = iq.element().child(ROSTER, "query");
        if (query != null) {
            query.elements(ROSTER, "item").limit(1).forEach(item -> {
                BareJid contact = parsed(item.attribute("jid"));
                if (contact != null && !"remove".equals(item.attribute("subscription"))) {
                    acquaintance.learned(act.sender(), contact);
                }
            });
        }
    }

    private Verdict judge(Act act, BareJid addressee, Answer known, FloodRules current) {
        BareJid sender = act.sender();
        long now = FloodDetector.micros(act.at());
        double weight = reports.weight(sender, act.at());
        boolean isNew = recent.get(sender, unknown -> new Ring(RECENT)).add(addressee);
        if (isNew && !senders.of(sender).take(0, now, weight, current.unsolicited())) {
            Finding finding = Finding.of(
                            Reason.UNSOLICITED, "You are turning to many people who have had no contact with you.")
                    .with("weight", weight);
            return current.challenge() && act.stanza() instanceof Message
                    ? new Verdict.Hold(finding, Verdict.Until.SENDER_IS_A_PERSON)
                    : new Verdict.Refuse(finding);
        }
        if (known == Answer.NO
                && act.stanza() instanceof Message
                && addressee.equals(act.recipient())
                && !recipients.of(addressee).take(0, now, weight, current.strangers())) {
            return new Verdict.Hold(
                    Finding.of(
                                    Reason.STRANGERS_FOLDED,
                                    "Many messages have come for you from people with whom you have had no contact.")
                            .with("weight", weight),
                    Verdict.Until.RECIPIENT_ASKS);
        }
        return Verdict.PASS;
    }

    /// A sender who was asked has shown to be a person.
    public void provedToBeAPerson(BareJid sender) {
        senders.of(sender).reset(0);
    }

    /// The reporter says that the account sends what nobody wants. It weighs more for a while, if it wrote to the
    /// reporter; officers are told when there are several.
    ///
    /// @param reason the short form, as `spam`
    /// @return false if the reporter has reported it that day already, or reports too much
    public boolean reported(BareJid reporter, BareJid account, String reason, Instant at) {
        boolean contacted = acquaintance.knows(account, reporter) == Answer.YES;
        Reports.Tally tally = reports.add(reporter, account, contacted, at);
        if (!tally.isNew()) {
            return false;
        }
        boolean several = contacted && tally.counted() == ALARMING;
        boolean crowd = !contacted && tally.strangers() == ALARMING_CROWD;
        if (several || crowd) {
            measures.alarm(Finding.of(Reason.REPORTED, "Several people reported messages of this account.")
                    .with("account", account)
                    .with("reason", reason)
                    .with("reporters it wrote to", tally.counted())
                    .with("reporters it did not write to", tally.strangers()));
        }
        return true;
    }

    /// How many times heavier what the account sends to strangers is at the moment.
    public double weight(BareJid account, Instant now) {
        return reports.weight(account, now);
    }
}
