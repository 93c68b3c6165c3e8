// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

import im.wardroom.guard.Act;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.artefact.ArtefactRules;
import im.wardroom.guard.artefact.CargoReader;
import im.wardroom.guard.artefact.FileFacts;
import im.wardroom.guard.worm.WormDetector;
import im.wardroom.guard.worm.WormRules;
import im.wardroom.guard.worm.WormState;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Time, and what the server does with the guard's verdicts: holds, asks, releases, quarantines, takes back. One
/// thread.
final class World implements Measures {

    static final int ROOM = 1 << 30;
    /// How long the server waits for an answer.
    private static final long PATIENCE = 10 * OfficeHours.MINUTE;

    private static final double NEVER_ANSWERS = 0.02;
    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");

    final Society society;
    final Chance chance;
    final Words words;
    final @Nullable WormDetector guard;
    final BitSet quarantined = new BitSet();
    final BitSet infected = new BitSet();
    final Map<String, FileFacts.Facts> files = new HashMap<>();
    final Set<String> takenBack = new HashSet<>();
    /// For what people were asked.
    final Map<String, Integer> asked = new TreeMap<>();

    int falseQuarantines;
    long messages;
    /// Nanoseconds inside of the guard.
    long spent;

    long blockedAt = -1;
    private final Map<Integer, List<Runnable>> held = new HashMap<>();
    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final Jid[] roomAddresses;
    private long now;
    private long sequence;

    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    World(Society society, long seed, @Nullable WormRules rules, @Nullable WormState state) {
        this.society = society;
        this.chance = new Chance(seed);
        this.words = new Words(chance);
        this.roomAddresses = new Jid[society.peopleOf.length];
        for (int room = 0; room < roomAddresses.length; room++) {
            roomAddresses[room] = Jid.parse("r" + room + "@rooms.org.example");
        }
        ArtefactRules artefacts =
                ArtefactRules.DEFAULT.withOwnHosts(Set.of("org.example")).withUploadHosts(Set.of("files.org.example"));
        this.guard = rules == null
                ? null
                : new WormDetector(
                        () -> rules, new CargoReader(() -> artefacts, files::get)::read, this, new SimulatedClock());
        if (guard != null) {
            if (state != null) {
                guard.restore(state);
            }
            join();
        }
    }

    private final class SimulatedClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return World.this.instant();
        }
    }

    private void join() {
        for (int room = 0; room < roomAddresses.length; room++) {
            for (int person : society.peopleOf[room]) {
                Presence presence =
                        Presence.of(Presence.Type.AVAILABLE, null, Jid.parse(roomAddresses[room] + "/u" + person));
                look(
                        person,
                        presence.withElement(
                                presence.element().with(Element.of("http://jabber.org/protocol/muc", "x"))));
            }
        }
    }

    Instant instant() {
        return ORIGIN.plusMillis(now);
    }

    long now() {
        return now;
    }

    void at(long time, Runnable what) {
        queue.add(new Event(Math.max(time, now), sequence++, what));
    }

    /// Lets everything happen that is to happen before.
    void runUntil(long end) {
        while (!queue.isEmpty() && queue.peek().at() < end) {
            Event event = queue.poll();
            now = event.at();
            event.what().run();
        }
        now = end;
    }

    /// Sends a message.
    ///
    /// @param to a person, or [#ROOM] and a room
    /// @param isWorm whether the account's owner knows nothing of it
    /// @param delivered told who sees it, person by person
    /// @return whether the guard let it pass
    boolean send(int from, int to, String body, String id, boolean isWorm, IntConsumer delivered) {
        if (quarantined.get(from)) {
            return false;
        }
        messages++;
        if (guard == null) {
            deliver(from, to, delivered);
            return true;
        }
        Jid address = to >= ROOM ? roomAddresses[to - ROOM] : society.accounts[to];
        Element element = Element.of(Namespaces.CLIENT, "message")
                .with("type", to >= ROOM ? "groupchat" : "chat")
                .with("id", id)
                .with(Element.of(Namespaces.CLIENT, "body", body));
        Verdict verdict = look(from, Message.to(society.devices[from], address, element));
        switch (verdict) {
            case Verdict.Pass pass -> deliver(from, to, delivered);
            case Verdict.Annotate annotate -> deliver(from, to, delivered);
            case Verdict.Hold hold -> hold(from, isWorm, id, () -> deliver(from, to, delivered));
            case Verdict.Refuse refuse -> {}
            case Verdict.Quarantine quarantine -> quarantine(society.accounts[from], quarantine.finding());
        }
        return verdict instanceof Verdict.Pass;
    }

    private Verdict look(int from, Stanza stanza) {
        Origin origin = new Origin(society.devices[from], Origin.Kind.ACCOUNT, null);
        Act act = new Act(origin, stanza, instant());
        long begun = System.nanoTime();
        Verdict verdict = Objects.requireNonNull(guard).look(act);
        spent += System.nanoTime() - begun;
        return verdict;
    }

    private void deliver(int from, int to, IntConsumer delivered) {
        if (to < ROOM) {
            delivered.accept(to);
            return;
        }
        for (int person : society.peopleOf[to - ROOM]) {
            if (person != from) {
                delivered.accept(person);
            }
        }
    }

    /// A person answers, nearly always and soon; a worm does not.
    private void hold(int from, boolean isWorm, String what, Runnable release) {
        boolean isFirst = !held.containsKey(from);
        held.computeIfAbsent(from, key -> new ArrayList<>()).add(release);
        if (!isFirst) {
            return;
        }
        if (!isWorm) {
            asked.merge(what, 1, Integer::sum);
        }
        long delay = (long) chance.logNormal(40 * OfficeHours.SECOND, 1);
        boolean isAnswered = !isWorm && !chance.is(NEVER_ANSWERS) && delay < PATIENCE;
        at(now + (isAnswered ? delay : PATIENCE), () -> end(from, isAnswered));
    }

    private void end(int from, boolean isAnswered) {
        List<Runnable> waiting = Objects.requireNonNullElse(held.remove(from), List.<Runnable>of());
        if (quarantined.get(from)) {
            return;
        }
        if (isAnswered) {
            Objects.requireNonNull(guard).answered(society.accounts[from], true);
            waiting.forEach(Runnable::run);
        } else {
            quarantine(society.accounts[from], Finding.of(Reason.WORM_UNANSWERED, ""));
            Objects.requireNonNull(guard).answered(society.accounts[from], false);
        }
    }

    @Override
    public void quarantine(BareJid account, Finding finding) {
        int person = person(account);
        if (!quarantined.get(person)) {
            quarantined.set(person);
            falseQuarantines += infected.get(person) ? 0 : 1;
        }
    }

    private static int person(BareJid account) {
        return Integer.parseInt(Objects.requireNonNull(account.local()).value().substring(1));
    }

    @Override
    public void recall(List<Copy> copies, Finding finding) {
        copies.forEach(copy -> takenBack.add(String.valueOf(copy.id())));
    }

    @Override
    public void drop(List<BareJid> senders, Finding finding) {
        senders.forEach(sender -> held.remove(person(sender)));
    }

    @Override
    public void tell(BareJid to, String text) {}

    @Override
    public void alarm(Finding finding) {
        if (finding.reason() == Reason.WORM_OUTBREAK && blockedAt < 0) {
            blockedAt = now;
        }
    }
}
