// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.store.ResumableStreams;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.stanza.StreamError.Condition;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The counters and the unacknowledged stanzas of XEP-0198. Belongs to the session.
public final class StreamManagement {

    public static final String NS = "urn:xmpp:sm:3";

    /// Stanzas that may have been sent after the last one that is known: presence, answers.
    private static final int UNLOGGED = 10_000;

    /// Questions that a client gets whenever there is something to ask about, before it counts as busy: one that comes
    /// for its messages and leaves again has answered for all of them.
    private static final int QUESTIONS = 5;

    /// Stanzas of a busy stream about which one question is enough.
    private static final int ASK_EVERY = 10;

    /// One stanza and its size in bytes.
    private record Sent(Outbound outbound, int bytes) {}

    private final Deque<Sent> unacknowledged = new ArrayDeque<>();
    private final Set<Long> handledBeyond;
    private long unacknowledgedBytes;
    private long sent;
    private long received;
    private long handled;
    private long asked;
    private long lastAsked;
    private int questions;
    private boolean active;

    /// At the start of a stream.
    StreamManagement() {
        this(0, Set.of(), 0);
    }

    /// In the middle of a stream that goes on.
    ///
    /// @param handled all of the client's stanzas up to this number are done
    /// @param handledBeyond numbers above that are done, too
    /// @param acknowledged the client has all stanzas up to this number
    StreamManagement(long handled, Set<Long> handledBeyond, long acknowledged) {
        this.handled = handled;
        this.received = handled;
        this.handledBeyond = Set.copyOf(handledBeyond);
        this.sent = acknowledged;
    }

    /// From now on, what goes to the client counts.
    void activate() {
        active = true;
    }

    boolean isActive() {
        return active;
    }

    /// The number of the client's next stanza.
    long received() {
        return ++received;
    }

    /// The client sends again what was done before the server was restarted.
    boolean isRepeated(long number) {
        return handledBeyond.contains(number);
    }

    long handledSoFar() {
        return handled;
    }

    long acknowledgedSoFar() {
        return sent - unacknowledged.size();
    }

    /// How far a client says it is on a stream of an earlier life of the server. What was not logged left no trace, so
    /// that the client may be ahead of what the store knows, but no further than it may leave unacknowledged.
    ///
    /// @throws StreamException if it is no number, or claims more than can have been sent (XEP-0198 §4)
    public static long acknowledged(ResumableStreams.Progress progress, String h) {
        long known = progress.acknowledged();
        long sent = progress.sent().isEmpty() ? known : progress.sent().lastKey();
        long claimed = unwrapped(known, h);
        if (claimed > sent + UNLOGGED) {
            throw tooHigh(h, sent);
        }
        return claimed;
    }

    /// Takes 32 bits of a counter for what they mean near the number that is known.
    static long unwrapped(long known, @Nullable String h) {
        return known + ((number(h) - known) & 0xFFFF_FFFFL);
    }

    /// Why something was not done (XEP-0198 §3 and §5).
    public static Element failed(String condition) {
        return Element.of(NS, "failed").with(Element.of(Namespaces.STANZA_ERRORS, condition));
    }

    /// Notes a stanza that goes to the client.
    void sent(Outbound outbound, int bytes) {
        unacknowledged.add(new Sent(outbound, bytes));
        unacknowledgedBytes += bytes;
        sent++;
    }

    /// Notes that one more of the client's stanzas is done, in order.
    void handled() {
        handled++;
    }

    /// An element that tells the client how far the server is (XEP-0198 §4): 32 bits, wrapping.
    Element counted(String name) {
        return Element.of(NS, name).with("h", Long.toString(handled & 0xFFFF_FFFFL));
    }

    /// True if the client shall be asked now, and notes that it was: one question at a time, and after the first few
    /// only when there is more to ask about, until [#rested].
    boolean shouldAsk() {
        boolean enough = questions < QUESTIONS || sent - lastAsked >= ASK_EVERY;
        if (unacknowledged.isEmpty() || asked != 0 || !enough) {
            return false;
        }
        asked = sent;
        lastAsked = sent;
        questions++;
        return true;
    }

    /// The client may be asked about single stanzas again.
    void rested() {
        questions = 0;
    }

    void askAgain() {
        asked = 0;
        questions = 0;
    }

    int unacknowledged() {
        return unacknowledged.size();
    }

    long unacknowledgedBytes() {
        return unacknowledgedBytes;
    }

    /// Takes off what the client acknowledges, and gives the numbers of those that are in the log.
    ///
    /// @param h the client's counter, 32 bits
    /// @throws StreamException if it is no number, or claims more than was sent (XEP-0198 §4)
    List<Long> acknowledge(@Nullable String h) {
        long confirmed = acknowledgedSoFar();
        long count = unwrapped(confirmed, h) - confirmed;
        if (count > unacknowledged.size()) {
            throw tooHigh(h, sent);
        }
        asked = 0;
        List<Long> logged = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            Sent done = unacknowledged.remove();
            unacknowledgedBytes -= done.bytes();
            if (done.outbound().number() > 0) {
                logged.add(done.outbound().number());
            }
        }
        return logged;
    }

    static StreamException tooHigh(@Nullable String h, long sent) {
        return new StreamException(StreamError.of(Condition.UNDEFINED_CONDITION, "More was acknowledged than was sent.")
                .with(Element.of(NS, "handled-count-too-high")
                        .with("h", h)
                        .with("send-count", Long.toString(sent & 0xFFFF_FFFFL))));
    }

    private static long number(@Nullable String h) {
        try {
            return Long.parseUnsignedLong(h == null ? "" : h);
        } catch (NumberFormatException e) {
            throw new StreamException(Condition.BAD_FORMAT, "'h' must be a number.");
        }
    }

    /// What the client has not acknowledged, in order.
    List<Outbound> remaining() {
        return unacknowledged.stream().map(Sent::outbound).toList();
    }
}
