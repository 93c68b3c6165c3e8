// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One sender of risky artefacts. Thread-safe. Bounded: the last 128 that it sent, 1,024 people who had them.
final class Suspect {

    private static final int MOST_SENT = 128;
    private static final int MOST_PEOPLE = 1_024;
    private static final int MOST_FAMILIES = 16;
    private static final int INSISTING = 3;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTES = Duration.ofMinutes(10);

    private final Deque<Sent> sent = new ArrayDeque<>(2);
    private final Deque<Sent> refused = new ArrayDeque<>(2);
    private final Set<Long> people = new LinkedHashSet<>(4);
    private final Set<Family> asked = new LinkedHashSet<>(2);
    private int handedOut;
    private Instant trustedUntil = Instant.EPOCH;
    private Instant lastAsked = Instant.EPOCH;

    private record Sent(long venue, Family family, Instant at, double weight) {}

    synchronized boolean isMuch(Family.Step step, WormRules rules) {
        if (trustedUntil.isAfter(step.at())) {
            return false;
        }
        return sum(step, HOUR) > rules.novel() || isMixed(step, rules);
    }

    /// Many different things to as many different people, none of whom is just talking with the sender.
    private boolean isMixed(Family.Step step, WormRules rules) {
        Set<Long> venues = new HashSet<>();
        Set<Family> families = new HashSet<>();
        for (Sent one : sent) {
            if (one.weight() > rules.weights().talking() && one.at().plus(DAY).isAfter(step.at())) {
                venues.add(one.venue());
                families.add(one.family());
            }
        }
        return step.weight() > rules.weights().talking()
                && venues.size() >= rules.mixed()
                && families.size() >= rules.mixed()
                && !venues.contains(step.reach().key());
    }

    /// The weights of everybody whom something risky went to in so long a time, this one included.
    private double sum(Family.Step step, Duration span) {
        Set<Long> venues = new HashSet<>();
        venues.add(step.reach().key());
        double sum = step.weight();
        for (Sent one : sent) {
            if (one.at().plus(span).isAfter(step.at()) && venues.add(one.venue())) {
                sum += one.weight();
            }
        }
        return sum;
    }

    synchronized void sent(Family.Step step, Family family) {
        add(sent, step, family);
        step.reach().people().forEach(person -> {
            if (people.size() < MOST_PEOPLE) {
                people.add(Hashes.of(person));
            }
        });
    }

    private static void add(Deque<Sent> deque, Family.Step step, Family family) {
        if (deque.size() >= MOST_SENT) {
            deque.removeFirst();
        }
        deque.addLast(new Sent(step.reach().key(), family, step.at(), step.weight()));
    }

    synchronized Set<Long> people() {
        return Set.copyOf(people);
    }

    /// Those of them who were not asked for before.
    synchronized List<Long> newPeople() {
        List<Long> fresh = people.stream().skip(handedOut).toList();
        handedOut = people.size();
        return fresh;
    }

    synchronized void ask(List<Family> families, Instant at) {
        lastAsked = at;
        families.stream().limit(MOST_FAMILIES).forEach(asked::add);
    }

    synchronized List<Family> answered(boolean isPerson) {
        if (isPerson) {
            trustedUntil = lastAsked.plus(DAY);
            sent.clear();
            people.clear();
            handedOut = 0;
        }
        List<Family> about = List.copyOf(asked);
        asked.clear();
        return about;
    }

    synchronized boolean isInsisting(Family.Step step) {
        add(refused, step, Family.NONE);
        return refused.stream()
                        .filter(one -> one.at().plus(MINUTES).isAfter(step.at()))
                        .map(Sent::venue)
                        .distinct()
                        .count()
                >= INSISTING;
    }
}
