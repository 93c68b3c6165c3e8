// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.leak;

import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Glance;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.leak.Recogniser.Span;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks for what must not leave in everything that people of this server send: messages, words of presence, items,
/// subjects, cards. Of what it finds, it tells the name of the rule and how often, never the text. Rules that observe
/// and rules that act are looked at by two of these. Thread-safe, without state.
public final class LeakDetector implements Detector {

    /// What was found in one stanza.
    private static final class Found {
        private final Map<LeakRule, Set<String>> identities = new HashMap<>();
        private final Map<LeakRule, Integer> elements = new HashMap<>();
        private final Map<LeakRule, Redaction> redactions = new HashMap<>();
        private final Set<LeakRule> unredactable = new HashSet<>();

        int count(LeakRule rule) {
            return identities.getOrDefault(rule, Set.of()).size() + elements.getOrDefault(rule, 0);
        }
    }

    private record Own(@Nullable LeakRules all, List<LeakRule> rules, boolean mayBeBland) {

        static Own of(LeakRules all, Mode mode) {
            List<LeakRule> rules =
                    all.rules().stream().filter(rule -> rule.mode() == mode).toList();
            return new Own(
                    all,
                    rules,
                    rules.stream().anyMatch(rule -> rule.recogniser().mayBeBland()));
        }
    }

    private final Mode mode;
    private final Supplier<LeakRules> rules;
    private final Supplier<Surroundings> surroundings;
    private volatile Own own = new Own(null, List.of(), false);

    private LeakDetector(Mode mode, Supplier<LeakRules> rules, Supplier<Surroundings> surroundings) {
        this.mode = mode;
        this.rules = rules;
        this.surroundings = surroundings;
    }

    /// One for the rules that observe, and one for those that act; in this order.
    public static List<Detector> all(Supplier<LeakRules> rules, Supplier<Surroundings> surroundings) {
        return List.of(
                new LeakDetector(Mode.OBSERVE, rules, surroundings),
                new LeakDetector(Mode.ENFORCE, rules, surroundings));
    }

    /// Those of the rules that are in this mode.
    private Own own() {
        LeakRules current = rules.get();
        Own last = own;
        if (last.all() != current) {
            last = Own.of(current, mode);
            own = last;
        }
        return last;
    }

    @Override
    public Mode mode() {
        return own().rules().isEmpty() ? Mode.OFF : mode;
    }

    @Override
    public Verdict look(Act act) {
        if (act.origin().kind() == Origin.Kind.FEDERATION || act.stanza().isError()) {
            return Verdict.PASS;
        }
        if (!mayHoldAnything(act)) {
            return Verdict.PASS;
        }
        List<LeakRule> holding = holding(act);
        if (holding.isEmpty()) {
            return Verdict.PASS;
        }
        Found found = found(act.stanza().element(), holding);
        List<LeakRule> broken = holding.stream()
                .filter(rule -> found.count(rule) >= rule.atLeast())
                .toList();
        return broken.isEmpty() ? Verdict.PASS : verdict(act.stanza(), broken, found);
    }

    private boolean mayHoldAnything(Act act) {
        Glance words = act.glance();
        if (!words.isAscii() || Texts.hasOddId(act.stanza().element())) {
            return true;
        }
        Own own = own();
        if (!own.mayBeBland() && words.isBland()) {
            return false;
        }
        for (LeakRule rule : own.rules()) {
            if (rule.recogniser().mayBeIn(words)) {
                return true;
            }
        }
        return false;
    }

    private List<LeakRule> holding(Act act) {
        LeakRules all = rules.get();
        Direction direction = surroundings.get().direction(act.stanza().to());
        Set<String> groups = all.groupsOf(act.sender());
        return own().rules().stream()
                .filter(rule -> rule.scope().covers(act.sender(), groups, direction, act.recipient()))
                .toList();
    }

    private static Found found(Element stanza, List<LeakRule> rules) {
        Found found = new Found();
        Map<String, Reading> readings = new HashMap<>();
        Texts.visit(
                stanza,
                element -> rules.stream()
                        .filter(rule -> rule.recogniser().isOne(element))
                        .forEach(rule -> {
                            found.elements.merge(rule, 1, Integer::sum);
                            found.unredactable.add(rule);
                        }),
                place -> {
                    Reading reading = readings.computeIfAbsent(place.text(), Reading::of);
                    rules.stream()
                            .filter(rule -> rule.recogniser().reads(place.element()))
                            .forEach(rule -> look(rule, place, reading, found));
                });
        return found;
    }

    private static void look(LeakRule rule, Texts.Place place, Reading reading, Found found) {
        for (Span span : rule.recogniser().find(reading)) {
            found.identities
                    .computeIfAbsent(rule, key -> new HashSet<>())
                    .add(rule.recogniser().identity(reading, span));
            if (rule.action() == Action.REDACT) {
                if (place.plain()) {
                    found.redactions
                            .computeIfAbsent(rule, key -> new Redaction())
                            .add(place.element(), reading.inOriginal(span));
                } else if (!isFormatted(place.element())) {
                    found.unredactable.add(rule);
                }
            }
        }
    }

    /// It goes as a whole.
    private static boolean isFormatted(Element element) {
        return element.namespace().equals("http://www.w3.org/1999/xhtml")
                || element.namespace().equals(Texts.XHTML_IM);
    }

    private static Verdict verdict(Stanza stanza, List<LeakRule> broken, Found found) {
        Action strongest = strongest(broken.stream().map(LeakRule::action).collect(Collectors.toSet()));
        Finding finding = finding(broken, found, strongest);
        return switch (strongest) {
            case REFUSE -> new Verdict.Refuse(finding);
            case CONFIRM -> new Verdict.Hold(finding, Verdict.Until.SENDER_CONFIRMS);
            case REDACT -> {
                Stanza redacted = redacted(stanza, broken, found);
                yield redacted == null
                        ? new Verdict.Refuse(finding.with("redaction", "not possible there"))
                        : new Verdict.Annotate(redacted, finding);
            }
        };
    }

    /// What waits for an answer goes on as it is, so nothing could be taken out of it.
    private static Action strongest(Set<Action> actions) {
        return actions.containsAll(Set.of(Action.CONFIRM, Action.REDACT)) ? Action.REFUSE : Collections.max(actions);
    }

    /// Null where it cannot be taken out.
    private static @Nullable Stanza redacted(Stanza stanza, List<LeakRule> broken, Found found) {
        Redaction all = new Redaction();
        for (LeakRule rule : broken) {
            Redaction redaction = found.redactions.get(rule);
            if (redaction == null || found.unredactable.contains(rule)) {
                return null;
            }
            all.addAll(redaction);
        }
        return stanza.withElement(all.applied(stanza.element()));
    }

    private static Finding finding(List<LeakRule> broken, Found found, Action action) {
        Map<String, Integer> counts = new TreeMap<>();
        broken.forEach(rule -> counts.merge(rule.name(), found.count(rule), Integer::sum));
        List<String> words = new ArrayList<>();
        counts.forEach((name, count) -> words.add(name + " (" + count + ')'));
        String text = switch (action) {
            case REDACT -> "What seemed to be confidential was taken out.";
            case CONFIRM -> "This seems to hold something confidential. Is it meant to be sent there?";
            case REFUSE -> "This seems to hold something confidential that may not be sent there.";
        };
        return Finding.of(Reason.LEAK, text)
                .with("rules", String.join(", ", words))
                .with("action", action);
    }
}
