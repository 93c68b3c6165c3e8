// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.HoldRules;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.Verdict.Until;
import im.wardroom.store.Change;
import im.wardroom.store.GuardRecords.Kind;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Message;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The messages that are held, and the questions on which their fate hangs. One question is open for each person and
/// kind, whatever the number of messages behind it. It survives a restart: what was held then is asked about anew.
/// Thread-safe.
public final class Detention {

    private static final int ID_BYTES = 12;

    /// What is held is kept together with what is held in the moment after it: strangers who write to everybody at once
    /// cost few commits.
    private static final long GATHERED_MILLIS = 50;

    /// Of all messages together: they are in memory, too.
    private static final long MOST_BYTES = 64L << 20;

    private record Key(BareJid asked, Until until) {}

    private final Store store;
    private final Supplier<HoldRules> rules;
    private final Exits exits;
    private final Clock clock;
    private final SecureRandom random;
    private final Map<Key, Question> questions = new HashMap<>();
    private int held;
    private long bytes;
    private List<Change> gathered = new ArrayList<>();
    private CompletableFuture<Void> keeping = new CompletableFuture<>();

    Detention(Store store, Supplier<HoldRules> rules, Exits exits, Clock clock, SecureRandom random) {
        this.store = store;
        this.rules = rules;
        this.exits = exits;
        this.clock = clock;
        this.random = random;
    }

    /// What an earlier life of the server held. May block; before anything else.
    void restore() {
        for (var entry : store.guard().newest(Kind.HELD, rules.get().inAll()).reversed()) {
            Held kept = Held.read(entry);
            Question begun;
            synchronized (this) {
                if (!isRoomFor(kept)) {
                    continue;
                }
                begun = add(kept);
            }
            ask(begun, kept);
        }
    }

    /// Completes when the message is kept; null if too many are.
    @Nullable
    CompletableFuture<Void> hold(Message message, Verdict.Hold verdict, String reference) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Held next = new Held(
                Base64.getUrlEncoder().withoutPadding().encodeToString(id),
                clock.instant(),
                message,
                verdict.until(),
                reference,
                verdict.finding().text());
        Change change = new Change.PutGuardRecord(next.toEntry());
        CompletableFuture<Void> kept;
        Question begun;
        synchronized (this) {
            if (!isRoomFor(next)) {
                return null;
            }
            begun = add(next);
            kept = gather(change);
        }
        ask(begun, next);
        return kept;
    }

    private boolean isRoomFor(Held next) {
        Question question = questions.get(new Key(next.asked(), next.until()));
        return held < rules.get().inAll()
                && bytes + next.size() <= MOST_BYTES
                && (question == null || !question.isFull(rules.get().perAccount(), next.size()));
    }

    /// Null if the question is open already.
    private @Nullable Question add(Held next) {
        Key key = new Key(next.asked(), next.until());
        Question begun = null;
        Question question = questions.get(key);
        if (question == null) {
            begun = Question.of(next.until(), clock.instant(), rules.get(), random);
            question = begun;
            questions.put(key, begun);
        }
        question.add(next);
        held++;
        bytes += next.size();
        return begun;
    }

    private void ask(@Nullable Question begun, Held first) {
        if (begun != null) {
            exits.say(first.asked(), begun.text(first));
        }
    }

    private CompletableFuture<Void> gather(Change change) {
        if (gathered.isEmpty()) {
            CompletableFuture.delayedExecutor(GATHERED_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(this::keep);
        }
        gathered.add(change);
        return keeping;
    }

    /// Keeps what was held a moment ago. To be called before its records are removed, and before the store is closed.
    void keep() {
        CompletableFuture<Void> waiting;
        CompletableFuture<Void> committed;
        synchronized (this) {
            if (gathered.isEmpty()) {
                return;
            }
            waiting = keeping;
            committed = store.commit(gathered);
            gathered = new ArrayList<>();
            keeping = new CompletableFuture<>();
        }
        committed.whenComplete((ok, failure) -> {
            if (failure == null) {
                waiting.complete(null);
            } else {
                waiting.completeExceptionally(failure);
            }
        });
    }

    /// Somebody wrote to the security desk. False if it was no answer to a question.
    boolean heard(BareJid from, String text) {
        Question answered = null;
        Question.Answer answer = Question.Answer.OTHER;
        boolean again = false;
        synchronized (this) {
            for (Until until : Until.values()) {
                Question question = questions.get(new Key(from, until));
                if (question == null) {
                    continue;
                }
                answer = question.read(text);
                if (answer != Question.Answer.OTHER) {
                    answered = question;
                    break;
                }
                if (until == Until.SENDER_IS_A_PERSON && looksLikeACode(text)) {
                    if (question.wrong(rules.get().attempts())) {
                        answered = question;
                        answer = Question.Answer.NO;
                        break;
                    }
                    again = true;
                }
            }
            if (answered != null) {
                close(from, answered);
            }
        }
        if (answered != null) {
            settle(from, answered, answer == Question.Answer.YES);
        } else if (again) {
            exits.say(from, "These are not the digits. Try again.");
        }
        return answered != null || again;
    }

    private static boolean looksLikeACode(String text) {
        return text.chars().anyMatch(Character::isDigit) && text.length() < 20;
    }

    private void close(BareJid asked, Question question) {
        questions.remove(new Key(asked, question.until()));
        held -= question.waiting().size();
        bytes -= question.bytes();
    }

    private void settle(BareJid asked, Question question, boolean agreed) {
        keep();
        List<Held> waiting = question.waiting();
        switch (question.until()) {
            case SENDER_IS_A_PERSON -> exits.answered(asked, agreed, waiting.getFirst());
            case SENDER_CONFIRMS, RECIPIENT_ASKS -> {}
        }
        int sent = 0;
        for (Held each : waiting) {
            if (agreed && exits.release(each)) {
                sent++;
            } else if (!agreed) {
                exits.bounce(each, "It was held, and was not sent.");
            }
        }
        if (sent > 0) {
            exits.say(asked, words(sent) + " on the way now.");
        }
        if (sent < waiting.size()) {
            exits.say(asked, words(waiting.size() - sent) + " not sent.");
        }
    }

    private static String words(int count) {
        return count == 1 ? "One message is" : count + " messages are";
    }

    /// Those to whom nobody has answered in time. To be called every second.
    void tick() {
        Instant now = clock.instant();
        Map<BareJid, Question> over = new HashMap<>();
        synchronized (this) {
            for (var each : List.copyOf(questions.entrySet())) {
                if (each.getValue().isOver(now)) {
                    BareJid asked = each.getKey().asked();
                    if (over.putIfAbsent(asked, each.getValue()) == null) {
                        close(asked, each.getValue());
                    }
                }
            }
        }
        over.forEach((asked, question) -> settle(asked, question, false));
    }

    /// Drops what is held of these senders; they are told.
    void drop(Collection<BareJid> senders, String why) {
        decide(senders, held -> exits.bounce(held, why));
    }

    /// Lets go on what is held of the sender: an officer wants it.
    int release(BareJid sender) {
        AtomicInteger sent = new AtomicInteger();
        decide(List.of(sender), held -> sent.addAndGet(exits.release(held) ? 1 : 0));
        return sent.get();
    }

    private void decide(Collection<BareJid> senders, Consumer<Held> fate) {
        List<Held> found = new ArrayList<>();
        synchronized (this) {
            for (BareJid sender : senders) {
                for (Until until : List.of(Until.SENDER_IS_A_PERSON, Until.SENDER_CONFIRMS)) {
                    Question question = questions.get(new Key(sender, until));
                    if (question != null) {
                        close(sender, question);
                        found.addAll(question.waiting());
                    }
                }
            }
        }
        keep();
        found.forEach(fate);
    }

    /// As they are at this moment.
    synchronized List<Held> all() {
        return questions.values().stream()
                .flatMap(question -> question.waiting().stream())
                .toList();
    }
}
