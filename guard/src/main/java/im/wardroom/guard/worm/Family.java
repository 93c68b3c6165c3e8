// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.guard.Measures.Copy;
import im.wardroom.guard.artefact.Artefact;
import im.wardroom.guard.artefact.Link;
import im.wardroom.guard.artefact.Template;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One artefact with its variants: who sent it, who has it from whom, and what that looks like. Thread-safe.
/// Bounded: 512 senders, 4,096 people who have it, 4,096 copies, 8 variants; what comes beyond that is judged, but
/// not remembered.
final class Family {

    /// For what is of none.
    static final Family NONE = new Family(new Link("none.invalid", ""), false);

    private static final int MOST_SENDERS = 512;
    private static final int MOST_PEOPLE = 4_096;
    private static final int MOST_COPIES = 4_096;
    private static final int MOST_VARIANTS = 8;
    private static final int MOST_STEPS = 32;
    private static final int FEW = 4;
    private static final int MANY = 3;
    private static final Duration FAST = Duration.ofSeconds(3);
    private static final double ALIKE = 0.33;
    private static final double HALF = 0.5;
    private static final int SECONDS_OF_DAY = 86_400;

    private final Artefact artefact;
    private final boolean mayBeEveryday;
    private final Map<BareJid, Spread> senders = new LinkedHashMap<>(4);
    private final Map<Long, Receipt> people = new HashMap<>(4);
    private final Set<Long> rooms = new LinkedHashSet<>(2);
    private final List<BareJid> publishers = new ArrayList<>(0);
    private final List<Copy> copies = new ArrayList<>(2);
    private final List<Template> wordings = new ArrayList<>(0);
    private final Set<Link> links = new LinkedHashSet<>(2);
    private Instant last = Instant.EPOCH;
    private long lastDay;
    private int days;
    private int independents;
    private int onwards;
    private int vouches;
    private boolean convicted;
    private boolean everyday;

    /// By whom somebody got it first.
    private record Receipt(BareJid from, Instant at) {}

    /// What somebody is about to do with it.
    ///
    /// @param knows whether the sender has to do with somebody, so that it may have seen what that one publishes
    record Step(BareJid sender, Reach reach, double weight, Instant at, Predicate<BareJid> knows) {}

    /// What the step looks like; what is worse comes later.
    enum Look {
        /// It goes back to where it came from, or the sender has answered for it.
        SETTLED("settled"),
        FINE("fine"),
        TAINTED("the sender had something risky from somebody in doubt"),
        MIXED("many different risky things to many different people"),
        ASKED("the sender has not answered yet"),
        RUNNING("many pass on what they received"),
        FAN_OUT("the same to too many"),
        /// It spreads by itself.
        OUTBREAK("it spreads by itself");

        private final String why;

        Look(String why) {
            this.why = why;
        }

        String why() {
            return why;
        }

        /// The sender has to be asked.
        boolean isDoubtful() {
            return this != SETTLED && this != FINE && this != OUTBREAK;
        }
    }

    Family(Artefact artefact, boolean mayBeEveryday) {
        this.artefact = artefact;
        this.mayBeEveryday = mayBeEveryday;
    }

    Artefact artefact() {
        return artefact;
    }

    synchronized boolean isOver(Instant now, Duration memory) {
        return !last.equals(Instant.EPOCH) && last.plus(memory).isBefore(now);
    }

    synchronized boolean isEveryday() {
        return everyday;
    }

    /// The same, when somebody shares it: it stays everyday as long as people do.
    synchronized boolean isEveryday(Instant at) {
        last = everyday ? at : last;
        return everyday;
    }

    synchronized void becomeEveryday() {
        everyday = true;
        senders.clear();
        people.clear();
        copies.clear();
    }

    /// In units of some 1,500 bytes.
    synchronized int weight() {
        return 1 + (senders.size() + people.size() + copies.size()) / 16;
    }

    synchronized boolean isLike(Template wording) {
        return wordings.isEmpty() || wordings.stream().anyMatch(one -> one.likeness(wording) >= ALIKE);
    }

    synchronized void adopt(Template wording) {
        if (wordings.size() < MOST_VARIANTS) {
            wordings.add(wording);
        }
    }

    synchronized Look look(Step step, WormRules rules) {
        Spread spread = senders.get(step.sender());
        lapse(spread, step.at(), rules.patience());
        if (everyday || spread != null && spread.state == Spread.State.PERSON || isBack(step)) {
            return Look.SETTLED;
        }
        Receipt receipt = spread == null ? receipt(step) : null;
        BareJid source = spread != null ? spread.source : receipt == null ? null : receipt.from();
        boolean isNewVenue = spread == null || !spread.wentTo(step.reach().key());
        int venues = (spread == null ? 0 : spread.venues()) + (isNewVenue ? 1 : 0);
        boolean isPopular = isPopular(rules);
        if (source != null && !isPopular && isSecondGeneration(source, spread, venues, step.at())) {
            return Look.OUTBREAK;
        }
        double score = (spread == null ? 0 : spread.score) + (isNewVenue ? step.weight() : 0);
        boolean isAsked = spread != null && spread.state == Spread.State.ASKED;
        boolean isOver = score > rules.novel() * (1.0 + vouches);
        if (!isAsked && !isOver) {
            return source != null && isNewVenue && !isPopular && isRunning(rules) ? Look.RUNNING : Look.FINE;
        }
        if (!isOver) {
            return Look.ASKED;
        }
        int over = over() + (spread != null && spread.isOver ? 0 : 1);
        return over >= rules.outbreak() && FEW * over >= senders.size() ? Look.OUTBREAK : Look.FAN_OUT;
    }

    /// Whoever has it gets it back: a quote, a question, a second look.
    private boolean isBack(Step step) {
        return switch (step.reach().kind()) {
            case NOBODY -> true;
            case ROOM -> rooms.contains(step.reach().key());
            case PERSON -> {
                Receipt had = people.get(Hashes.of(step.reach().venue()));
                boolean isOwn = had != null && had.from().equals(step.sender());
                yield !isOwn && (had != null || senders.containsKey(step.reach().venue()));
            }
            case AUDIENCE -> false;
        };
    }

    /// Many found it by themselves: that others got it from them and share it, too, is chance.
    private boolean isPopular(WormRules rules) {
        int unsuspected = independents - asked();
        return unsuspected >= MANY * rules.everydaySenders()
                || unsuspected >= rules.everydaySenders() && 2 * onwards <= unsuspected;
    }

    /// Whoever had it from a sender that is in doubt, and sends it to two faster than people do; or at all, if
    /// there is no doubt any more.
    private boolean isSecondGeneration(BareJid source, @Nullable Spread own, int venues, Instant now) {
        Spread first = senders.get(source);
        if (first == null) {
            return false;
        }
        boolean isFast = own != null && venues >= 2 && !own.last.plus(FAST).isBefore(now);
        return first.state == Spread.State.ASKED && isFast || convicted && comesFromInfected(first);
    }

    private boolean comesFromInfected(Spread first) {
        Spread one = first;
        for (int step = 0; one != null && step < MOST_STEPS; step++) {
            if (one.state == Spread.State.INFECTED) {
                return true;
            }
            one = one.source == null ? null : senders.get(one.source);
        }
        return false;
    }

    /// Whether it is passed on as no joke is: by many who received it, while few found it by themselves.
    private boolean isRunning(WormRules rules) {
        double evidence = 0;
        int onward = 0;
        for (Spread one : senders.values()) {
            if (one.isOnward() && one.state != Spread.State.PERSON) {
                onward++;
                evidence += one.venues() > 1 || one.toRoom ? 1 : HALF;
            }
        }
        return evidence >= rules.onward() * (1.0 + vouches) && 2 * onward >= independents;
    }

    private @Nullable Receipt receipt(Step step) {
        Receipt receipt = people.get(Hashes.of(step.sender()));
        if (receipt != null) {
            return receipt;
        }
        for (BareJid publisher : publishers) {
            Spread spread = senders.get(publisher);
            if (spread != null
                    && !publisher.equals(step.sender())
                    && step.knows().test(publisher)) {
                return new Receipt(publisher, spread.begun);
            }
        }
        return null;
    }

    private int asked() {
        int asked = 0;
        for (Spread one : senders.values()) {
            asked += one.state == Spread.State.ASKED || one.state == Spread.State.INFECTED ? 1 : 0;
        }
        return asked;
    }

    /// Who sent it to too many, and has not shown to be a person.
    private int over() {
        int over = 0;
        for (Spread one : senders.values()) {
            over += one.isOver && one.state != Spread.State.PERSON ? 1 : 0;
        }
        return over;
    }

    private static void lapse(@Nullable Spread spread, Instant now, Duration patience) {
        if (spread != null
                && spread.state == Spread.State.ASKED
                && spread.asked.plus(patience).isBefore(now)) {
            spread.state = Spread.State.FREE;
        }
    }

    /// Writes down what happened. True if it became everyday by that.
    synchronized boolean note(Step step, Look look, @Nullable Copy delivered, WormRules rules) {
        last = step.at();
        if (everyday || step.reach().kind() == Reach.Kind.NOBODY) {
            return false;
        }
        boolean isBack = isBack(step);
        Spread spread = senders.get(step.sender());
        if (spread == null) {
            spread = begin(step);
        }
        if (!isBack) {
            spread.add(step.reach(), step.weight(), step.at());
        }
        spread.isOver |= look == Look.FAN_OUT;
        if (look.isDoubtful() && spread.state == Spread.State.FREE) {
            spread.state = Spread.State.ASKED;
            spread.asked = step.at();
        }
        if (delivered != null) {
            deliver(step, delivered);
        }
        return mayBeEveryday
                && independents >= rules.everydaySenders()
                && days >= rules.everydayDays()
                && onwards <= FEW * independents
                && !convicted
                && asked() == 0;
    }

    private Spread begin(Step step) {
        Receipt receipt = receipt(step);
        if (receipt == null) {
            independents++;
            long day = step.at().getEpochSecond() / SECONDS_OF_DAY;
            days += day == lastDay ? 0 : 1;
            lastDay = day;
        } else {
            onwards++;
        }
        Spread spread = new Spread(
                step.sender(),
                receipt == null ? null : receipt.from(),
                receipt == null ? null : receipt.at(),
                step.at());
        if (senders.size() < MOST_SENDERS) {
            senders.put(step.sender(), spread);
        }
        return spread;
    }

    private void deliver(Step step, Copy copy) {
        if (copies.size() < MOST_COPIES) {
            copies.add(copy);
        }
        for (BareJid person : step.reach().people()) {
            if (people.size() < MOST_PEOPLE && !senders.containsKey(person)) {
                people.putIfAbsent(Hashes.of(person), new Receipt(step.sender(), step.at()));
            }
        }
        switch (step.reach().kind()) {
            case ROOM -> {
                if (rooms.size() < MOST_SENDERS) {
                    rooms.add(step.reach().key());
                }
            }
            case AUDIENCE -> {
                if (publishers.size() < MOST_VARIANTS && !publishers.contains(step.sender())) {
                    publishers.add(step.sender());
                }
            }
            case PERSON, NOBODY -> {}
        }
    }

    synchronized void followed(List<Link> along) {
        for (Link link : along) {
            if (links.size() < MOST_VARIANTS) {
                links.add(link);
            }
        }
    }

    synchronized Set<Link> links() {
        return Set.copyOf(links);
    }

    synchronized void vouch(BareJid person) {
        Spread spread = senders.get(person);
        if (spread != null) {
            spread.state = Spread.State.PERSON;
            vouches++;
        }
    }

    /// True if it had reached a second generation by then. What is popular is not guilty of whoever sends it.
    synchronized boolean convict(BareJid sender, WormRules rules) {
        Spread spread = senders.get(sender);
        if (spread != null) {
            spread.state = Spread.State.INFECTED;
        }
        if (isPopular(rules)) {
            return false;
        }
        convicted = true;
        return senders.values().stream().anyMatch(one -> sender.equals(one.source) && one.state != Spread.State.PERSON);
    }

    /// Who has to be kept from sending, once it is an outbreak: who was asked, and who sent it on to several.
    ///
    /// @param now who made it one; null if it was an answer that did not come
    synchronized List<BareJid> condemn(@Nullable BareJid now) {
        convicted = true;
        Set<BareJid> infected = new LinkedHashSet<>();
        for (Spread one : senders.values()) {
            int few = one.sender.equals(now) ? 1 : 2;
            boolean isByItself =
                    one.isOnward() ? one.venues() > few || one.toRoom && one.venues() > 1 : one.sender.equals(now);
            if (one.state == Spread.State.ASKED || one.state == Spread.State.FREE && isByItself) {
                one.state = Spread.State.INFECTED;
                infected.add(one.sender);
            }
        }
        return List.copyOf(infected);
    }

    /// What was delivered and not taken back yet; it counts as taken back from now on.
    ///
    /// @param sender whose copies; null for all
    synchronized List<Copy> takeBack(@Nullable BareJid sender) {
        List<Copy> taken = copies.stream()
                .filter(copy -> sender == null || copy.from().bare().equals(sender))
                .toList();
        copies.removeAll(Set.copyOf(taken));
        return taken;
    }

    synchronized boolean has(BareJid person) {
        return senders.containsKey(person) || people.containsKey(Hashes.of(person));
    }

    synchronized InfectionTree tree() {
        List<InfectionTree.Node> nodes = senders.values().stream()
                .map(one -> new InfectionTree.Node(
                        one.sender, one.source, one.received, one.begun, one.last, one.venues(), one.state.name()))
                .sorted(Comparator.comparing(InfectionTree.Node::begun))
                .toList();
        return new InfectionTree(artefact.spelling(), people.size(), nodes);
    }
}
