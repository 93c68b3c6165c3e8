// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What was sent, acknowledged and shown, as the clients saw it. Thread-safe.
final class Ledger {

    /// @param to the receiver
    /// @param number counts a sender's messages to all receivers
    record Numbered(String from, String to, int number) {

        String id() {
            return from + '/' + to + '/' + number;
        }
    }

    private static final class Entry {
        private int sent;
        private boolean acknowledged;
        private int shown;
        private final Set<String> stanzaIds = new HashSet<>();
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, List<String>> firstShown = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> setbacks = new LinkedHashMap<>();
    private int acknowledged;
    private int refusals;
    private int resumed;
    private int signedIn;
    private int notResumed;

    synchronized void sent(Numbered message) {
        entries.computeIfAbsent(message.id(), id -> new Entry()).sent++;
    }

    synchronized void acknowledged(Numbered message) {
        Entry entry = entries.get(message.id());
        if (!entry.acknowledged) {
            entry.acknowledged = true;
            acknowledged++;
            notifyAll();
        }
    }

    synchronized void shown(String receiver, String id, String stanzaId) {
        Entry entry = entries.get(id);
        if (entry == null) {
            problem(receiver + " was shown what nobody sent: " + id);
            return;
        }
        if (entry.shown++ == 0) {
            firstShown.computeIfAbsent(receiver, name -> new ArrayList<>()).add(id);
        }
        entry.stanzaIds.add(stanzaId);
        notifyAll();
    }

    synchronized void problem(String text) {
        problems.add(text);
        notifyAll();
    }

    synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    /// Waits until that many more are acknowledged.
    synchronized void awaitMore(int count) throws InterruptedException {
        int wanted = acknowledged + count;
        while (acknowledged < wanted && problems.isEmpty()) {
            wait();
        }
    }

    /// A sender was told that something failed, as it had to be.
    synchronized void refused() {
        refusals++;
        notifyAll();
    }

    synchronized void connected(boolean resuming) {
        if (resuming) {
            resumed++;
        } else {
            signedIn++;
        }
    }

    /// A stream that ended without a goodbye was not known any more.
    synchronized void notResumed() {
        notResumed++;
    }

    synchronized int neverResumed() {
        return notResumed;
    }

    synchronized int acknowledged() {
        return acknowledged;
    }

    /// Somebody's connection was lost, or not made, while the server was in trouble.
    synchronized void setback(String name) {
        setbacks.merge(name, 1, Integer::sum);
        notifyAll();
    }

    /// Waits until each of them had one more.
    synchronized void awaitSetbackOfEach(List<String> names) throws InterruptedException {
        Map<String, Integer> before = Map.copyOf(setbacks);
        while (problems.isEmpty() && names.stream().anyMatch(n -> Objects.equals(before.get(n), setbacks.get(n)))) {
            wait();
        }
    }

    /// Acknowledged, and never shown to whom it was sent.
    synchronized List<String> lost() {
        return entries.entrySet().stream()
                .filter(e -> e.getValue().acknowledged && e.getValue().shown == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized boolean hasAllFor(String receiver) {
        return entries.entrySet().stream()
                .filter(e -> e.getKey().split("/")[1].equals(receiver))
                .allMatch(e -> e.getValue().shown > 0 || !e.getValue().acknowledged);
    }

    /// In the log more often than it was sent: a stanza-id is one entry of the log (XEP-0359 §3).
    synchronized List<String> multiplied() {
        return entries.entrySet().stream()
                .filter(e -> e.getValue().stanzaIds.size() > e.getValue().sent)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// A receiver saw a sender's later message first. What was sent twice has no place in the order.
    synchronized List<String> disordered() {
        List<String> found = new ArrayList<>();
        firstShown.forEach((receiver, ids) -> {
            Map<String, Integer> last = new LinkedHashMap<>();
            for (String id : ids) {
                String[] parts = id.split("/");
                int number = Integer.parseInt(parts[2]);
                if (entries.get(id).sent == 1 && number < last.getOrDefault(parts[0], -1)) {
                    found.add(receiver + ": " + id + " after " + last.get(parts[0]));
                }
                if (entries.get(id).sent == 1) {
                    last.merge(parts[0], number, Math::max);
                }
            }
        });
        return found;
    }

    synchronized String summary() {
        int sent = entries.values().stream().mapToInt(e -> e.sent).sum();
        int shown = entries.values().stream().mapToInt(e -> e.shown).sum();
        int logged = entries.values().stream().mapToInt(e -> e.stanzaIds.size()).sum();
        return ("%d messages, sent %d times, %d acknowledged, %d refusals, %d logged, %d shown, %d of them redeliveries;"
                        + " %d streams resumed, %d not known any more, %d sign-ins")
                .formatted(
                        entries.size(),
                        sent,
                        acknowledged,
                        refusals,
                        logged,
                        shown,
                        shown - logged,
                        resumed,
                        notResumed,
                        signedIn);
    }
}
