// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Lately;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.artefact.Artefact;
import im.wardroom.guard.artefact.Cargo;
import im.wardroom.guard.artefact.Link;
import im.wardroom.guard.artefact.Template;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Worms: looks at whom links, files and wordings go to, and asks the sender when they go to too many who did not
/// expect them; stops them for everybody when those who received them start to send them by themselves.
/// Thread-safe.
public final class WormDetector implements Detector {

    private static final Duration DAY = Duration.ofDays(1);

    private final Supplier<WormRules> rules;
    private final Function<Stanza, Cargo> reader;
    private final Measures measures;
    private final Clock clock;
    private final Rooms rooms = new Rooms();
    private final Reaches reaches = new Reaches(rooms);
    private final Acquaintances acquaintances = new Acquaintances();
    private final Families families = new Families();
    private final Suspects suspects = new Suspects();
    private final Blocklist blocked = new Blocklist();
    private final Blocklist allowed = new Blocklist();
    private final Outbreaks outbreaks;

    /// @param reader finds what a stanza carries
    public WormDetector(Supplier<WormRules> rules, Function<Stanza, Cargo> reader, Measures measures, Clock clock) {
        this.rules = rules;
        this.reader = reader;
        this.measures = measures;
        this.clock = clock;
        this.outbreaks = new Outbreaks(blocked, measures);
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
        WormRules now = rules.get();
        if (act.stanza() instanceof Presence presence) {
            rooms.see(act.sender(), presence);
        }
        Reach contact = isContact(act) ? reaches.of(act, false) : null;
        Verdict verdict = now.mode() == Mode.OFF ? Verdict.PASS : judge(act, contact, now);
        if (contact != null && (verdict instanceof Verdict.Pass || now.mode() != Mode.ENFORCE)) {
            remember(act, contact);
        }
        return verdict;
    }

    private Verdict judge(Act act, @Nullable Reach contact, WormRules now) {
        if (contact != null) {
            BareJid to = contact.venue();
            if (now.decoys().contains(to)) {
                return decoy(act, now);
            }
            if (now.exempt().contains(to)) {
                return Verdict.PASS;
            }
        }
        if (act.glance().isHarmless()) {
            return Verdict.PASS;
        }
        Cargo cargo = reader.apply(act.stanza());
        return cargo.isEmpty() ? Verdict.PASS : judge(act, cargo, now);
    }

    /// What only a person or a program that wants something sends; clients ask each other many things by
    /// themselves.
    private static boolean isContact(Act act) {
        return switch (act.stanza()) {
            case Message message -> !message.isError() && (act.glance().isTalk() || isTalk(message));
            case Presence presence -> presence.type() == Presence.Type.SUBSCRIBE;
            case Iq iq -> iq.type() == Iq.Type.SET;
        };
    }

    private static boolean isTalk(Message message) {
        return message.hasBody()
                || message.element().has(Namespaces.CLIENT, "subject")
                || message.element().elements().anyMatch(e -> e.name().equals("encrypted"));
    }

    private Verdict decoy(Act act, WormRules now) {
        Finding finding = Finding.of(Reason.DECOY_CONTACTED, "This was not sent.")
                .with("decoy", String.valueOf(act.recipient()))
                .with("sender", act.sender());
        measures.alarm(finding);
        return now.decoysQuarantine() ? new Verdict.Quarantine(finding) : new Verdict.Refuse(finding);
    }

    private Verdict judge(Act act, Cargo cargo, WormRules now) {
        Reach reach = reaches.of(act, true);
        Entry entry = blocked(cargo);
        Family.Step step = step(act, reach, now);
        if (entry != null) {
            return refuse(step, cargo, entry, now);
        }
        List<Family> followed = isReflected(act) ? List.of() : followed(cargo, act.at(), now);
        if (followed.isEmpty() || reach.kind() == Reach.Kind.NOBODY) {
            return Verdict.PASS;
        }
        if (Reaches.isInvitationOfSeveral(act)) {
            return crowd(followed.getFirst());
        }
        Family worst = followed.getFirst();
        Family.Look look = Family.Look.SETTLED;
        boolean isSettled = false;
        for (Family family : followed) {
            Family.Look one = family.look(step, now);
            isSettled |= one == Family.Look.SETTLED;
            if (one.compareTo(look) > 0) {
                look = one;
                worst = family;
            }
        }
        if (look == Family.Look.FINE && !isSettled) {
            look = suspects.isTainted(act.sender(), act.at())
                    ? Family.Look.TAINTED
                    : suspects.isMuch(step, now) ? Family.Look.MIXED : Family.Look.FINE;
        }
        return act(act, step, followed, worst, look, cargo, now);
    }

    /// Counting has to begin with one of them, and nobody needs to send a link to several in an invitation.
    private static Verdict crowd(Family family) {
        return new Verdict.Refuse(
                Finding.of(Reason.WORM_FAN_OUT, "Invite one person at a time where a link or a file goes along.")
                        .with("artefact", family.artefact().spelling())
                        .with("seen", "an invitation of several people"));
    }

    /// What a room elsewhere hands on to those who are in it is not sent by the room.
    private static boolean isReflected(Act act) {
        return act.origin().kind() != Origin.Kind.ACCOUNT
                && act.stanza() instanceof Message message
                && message.type() == Message.Type.GROUPCHAT;
    }

    private Family.Step step(Act act, Reach reach, WormRules now) {
        BareJid sender = act.sender();
        return new Family.Step(
                sender,
                reach,
                weight(sender, reach, act.at(), now),
                act.at(),
                other -> standing(sender, other, act.at(), now) != Acquaintances.Standing.NOVEL);
    }

    private double weight(BareJid sender, Reach reach, Instant at, WormRules now) {
        WormRules.Weights weights = now.weights();
        return switch (reach.kind()) {
            case PERSON ->
                switch (standing(sender, reach.venue(), at, now)) {
                    case NOVEL -> 1;
                    case RESTING -> weights.resting();
                    case TALKING -> weights.talking();
                };
            case ROOM ->
                acquaintances.hasSpoken(sender, reach.venue(), at, now.acquaintance())
                        ? weights.room()
                        : weights.strangeRoom();
            case AUDIENCE -> weights.audience();
            case NOBODY -> 0;
        };
    }

    private Acquaintances.Standing standing(BareJid sender, BareJid other, Instant at, WormRules now) {
        return acquaintances.standing(sender, other, at, now.acquaintance());
    }

    /// Whether something in it is blocked for everybody by now. Remembers nothing.
    public boolean isBlocked(Stanza stanza) {
        return rules.get().mode() == Mode.ENFORCE && blocked(reader.apply(stanza)) != null;
    }

    private @Nullable Entry blocked(Cargo cargo) {
        return cargo.artefacts()
                .map(artefact -> {
                    Entry entry = blocked.find(artefact);
                    return entry == null || allowed.find(artefact) != null ? null : entry;
                })
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Verdict refuse(Family.Step step, Cargo cargo, Entry entry, WormRules now) {
        Finding finding = Finding.of(
                        Reason.BLOCKED_ARTEFACT, "This was not sent: the link, file or text in it is blocked.")
                .with("artefact", entry.artefact().spelling())
                .with("recipient", step.reach().venue());
        boolean isInfected = entry.outbreak()
                && suspects.isInsisting(step)
                && known(cargo, step.at(), now).stream().anyMatch(family -> family.has(step.sender()));
        return isInfected ? new Verdict.Quarantine(finding) : new Verdict.Refuse(finding);
    }

    private List<Family> known(Cargo cargo, Instant at, WormRules now) {
        List<Family> found = new ArrayList<>();
        cargo.traces().forEach(trace -> found.add(families.of(trace.artefact(), trace.everyday(), at, now.memory())));
        Template wording = cargo.template();
        if (wording != null) {
            found.add(families.of(wording, true, at, now.memory()));
        }
        return found;
    }

    /// What in it is risky: neither allowed nor everyday. A wording alone is nothing.
    private List<Family> followed(Cargo cargo, Instant at, WormRules now) {
        List<Family> found = new ArrayList<>();
        for (Cargo.Trace trace : cargo.traces()) {
            Family family = allowed.find(trace.artefact()) != null
                    ? null
                    : families.of(trace.artefact(), trace.everyday(), at, now.memory());
            if (family != null && !family.isEveryday(at)) {
                found.add(family);
            }
        }
        Template wording = cargo.template();
        if (!found.isEmpty() && wording != null && allowed.find(wording) == null) {
            Family family = families.of(wording, true, at, now.memory());
            if (!family.isEveryday(at)) {
                found.add(family);
            }
        }
        return found;
    }

    private Verdict act(
            Act act,
            Family.Step step,
            List<Family> followed,
            Family worst,
            Family.Look look,
            Cargo cargo,
            WormRules now) {
        boolean isDelivered = look.compareTo(Family.Look.FINE) <= 0 || now.mode() != Mode.ENFORCE;
        Measures.Copy copy = isDelivered
                ? new Measures.Copy(
                        act.origin().jid(), step.reach().venue(), act.stanza().id(), act.at())
                : null;
        for (Family family : followed) {
            int before = family.weight();
            family.followed(cargo.links());
            if (family.note(step, look, copy, now)) {
                family.becomeEveryday();
            }
            if (family.weight() != before) {
                families.grown(family);
            }
        }
        if (isDelivered) {
            suspects.sent(step, followed.getFirst());
            // Somebody else may have blocked it while this was looked at: copies are taken back after the block, so
            // either this one was among them, or it does not go.
            Entry entry = now.mode() == Mode.ENFORCE ? blocked(cargo) : null;
            if (entry != null) {
                return refuse(step, cargo, entry, now);
            }
        }
        return switch (look) {
            case SETTLED, FINE -> Verdict.PASS;
            case TAINTED, MIXED, ASKED, RUNNING, FAN_OUT -> ask(act, step, followed, worst, look);
            case OUTBREAK -> outbreak(act, worst, cargo, now);
        };
    }

    private Verdict ask(Act act, Family.Step step, List<Family> followed, Family worst, Family.Look look) {
        suspects.ask(act.sender(), followed, act.at());
        Finding finding = Finding.of(
                        Reason.WORM_FAN_OUT, "This message waits until you have confirmed that you sent it yourself.")
                .with("artefact", worst.artefact().spelling())
                .with("recipient", step.reach().venue())
                .with("seen", look.why());
        return new Verdict.Hold(finding, Verdict.Until.SENDER_IS_A_PERSON);
    }

    private Verdict outbreak(Act act, Family family, Cargo cargo, WormRules now) {
        boolean isInfected = outbreaks.stop(family, hasLink(cargo), act.sender(), act.at(), now.mode());
        Finding finding = Outbreaks.finding(family, 0);
        return isInfected ? new Verdict.Quarantine(finding) : new Verdict.Refuse(finding);
    }

    private static boolean hasLink(Cargo cargo) {
        return !cargo.links().isEmpty();
    }

    /// Who talks to whom, for later.
    private void remember(Act act, Reach reach) {
        // By the minute.
        Lately remembered = act.origin().note(this, Lately::new);
        if (!(act.stanza() instanceof Message) || isReflected(act) || remembered.has(reach.venue(), act.at())) {
            return;
        }
        switch (reach.kind()) {
            case PERSON -> acquaintances.sent(act.sender(), reach.venue(), act.at());
            case ROOM -> acquaintances.spoke(act.sender(), reach.venue(), act.at());
            case AUDIENCE, NOBODY -> {}
        }
        remembered.add(reach.venue(), act.at());
    }

    /// How the question to a sender ended, which [Verdict.Until#SENDER_IS_A_PERSON] asked for. Without an answer
    /// the server puts it in quarantine itself.
    public void answered(BareJid sender, boolean isAPerson) {
        List<Family> about = suspects.answered(sender, isAPerson);
        if (isAPerson) {
            about.forEach(family -> family.vouch(sender));
        } else {
            convict(about, sender, rules.get());
        }
    }

    private void convict(List<Family> about, BareJid sender, WormRules now) {
        Finding finding =
                Finding.of(Reason.WORM_UNANSWERED, "This was taken back.").with("sender", sender);
        Set<Measures.Copy> copies = new LinkedHashSet<>();
        about.forEach(family -> copies.addAll(family.takeBack(sender)));
        if (now.mode() == Mode.ENFORCE) {
            measures.recall(List.copyOf(copies), finding);
            measures.drop(List.of(sender), finding);
        }
        for (Family family : about) {
            if (family.convict(sender, now)) {
                outbreaks.stop(family, !family.links().isEmpty(), null, clock.instant(), now.mode());
            }
        }
    }

    /// Blocks it for everybody until it is allowed, and takes back what was delivered of it.
    public void block(Artefact artefact) {
        allowed.remove(artefact);
        blocked.add(new Entry(artefact, clock.instant(), false));
        Family family = families.find(artefact);
        if (family != null && !family.isEveryday()) {
            measures.recall(
                    family.takeBack(null),
                    Finding.of(Reason.BLOCKED_ARTEFACT, "This was taken back.").with("artefact", artefact.spelling()));
        }
    }

    /// It is never looked at again, and not blocked.
    public void allow(Artefact artefact) {
        for (Entry entry : blocked.all()) {
            if (entry.artefact().equals(artefact)
                    || artefact instanceof Link l && entry.artefact() instanceof Link b && l.covers(b)) {
                blocked.remove(entry.artefact());
            }
        }
        allowed.add(new Entry(artefact, clock.instant(), false));
    }

    /// Neither blocked nor allowed any more; false if it was neither.
    public boolean forget(Artefact artefact) {
        return blocked.remove(artefact) | allowed.remove(artefact);
    }

    public List<Entry> blocked() {
        return blocked.all();
    }

    public List<Entry> allowed() {
        return allowed.all();
    }

    /// The last outbreaks, the newest first.
    public List<InfectionTree> outbreaks() {
        return outbreaks.trees();
    }

    /// How many outbreaks there were since the start.
    public long outbreakCount() {
        return outbreaks.count();
    }

    /// Who sent it to whom, as far as it is remembered; null if nothing is.
    public @Nullable InfectionTree tree(Artefact artefact) {
        Artefact followed = artefact instanceof Link link && families.find(link) == null ? link.site() : artefact;
        Family family = families.find(followed);
        return family == null ? null : family.tree();
    }

    /// What should outlive the process. What is being counted at the moment is not in it.
    public WormState snapshot() {
        return new WormState(acquaintances.snapshot(), blocked.all(), allowed.all(), families.everyday());
    }

    public void restore(WormState state) {
        acquaintances.restore(state.acquaintances());
        state.blocked().forEach(blocked::add);
        state.allowed().forEach(allowed::add);
        Instant now = clock.instant();
        state.everyday()
                .forEach(spelling ->
                        families.of(Artefact.parse(spelling), true, now, DAY).becomeEveryday());
    }
}
