// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.embedded;

import im.wardroom.guard.Act;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Reason;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts files together that come in pieces (XEP-0047), and says when one has to be judged: before the piece passes that
/// makes it whole, and before the stream is closed. Thread-safe; what it holds has a bound.
final class InBandStreams {

    static final String NS = "http://jabber.org/protocol/ibb";

    /// Pieces shorter than agreed upon, each of which could be the last.
    private static final int MAX_SHORT = 8;

    private static final int MAX_STREAMS = 1000;

    /// What is to be done with a stanza.
    sealed interface Step {
        /// It belongs to no stream, or nothing is to be judged yet.
        record Nothing() implements Step {}

        record Refuse(Finding finding) implements Step {}

        /// It passes if this is harmless.
        record Judge(Offers.Key key, Part part) implements Step {}
    }

    private static final Step NOTHING = new Step.Nothing();

    private static final class Stream {
        private final BareJid owner;
        private final int blockSize;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Instant used;
        private int next;
        private int shorts;
        private boolean refused;

        Stream(BareJid owner, int blockSize, Instant now) {
            this.owner = owner;
            this.blockSize = blockSize;
            this.used = now;
        }
    }

    private final Supplier<EmbeddedRules> rules;
    private final Offers offers = new Offers();
    private final Map<Offers.Key, Stream> streams = new HashMap<>();
    private long held;

    InBandStreams(Supplier<EmbeddedRules> rules) {
        this.rules = rules;
    }

    Step take(Act act) {
        Stanza stanza = act.stanza();
        Jid to = stanza.to();
        if (to == null || !concerns(stanza) || stanza.isError() || stanza instanceof Iq iq && !iq.isRequest()) {
            return NOTHING;
        }
        offers.see(stanza);
        for (Element payload : stanza.element().elements().toList()) {
            String sid = payload.attribute("sid");
            if (payload.namespace().equals(NS)) {
                return sid == null
                        ? refuse("A stream without an id is none.")
                        : step(payload, new Offers.Key(act.origin().jid(), to, sid), act);
            }
        }
        return NOTHING;
    }

    /// Few stanzas do, so this is quick.
    private static boolean concerns(Stanza stanza) {
        for (var node : stanza.element().children()) {
            if (node instanceof Element child) {
                String namespace = child.namespace();
                if (namespace.equals(NS) || namespace.equals(Offers.SI) || namespace.equals(Offers.JINGLE)) {
                    return true;
                }
            }
        }
        return false;
    }

    private synchronized Step step(Element payload, Offers.Key key, Act act) {
        return switch (payload.name()) {
            case "open" -> open(payload, key, act);
            case "data" -> data(payload, key, act);
            case "close" -> close(key);
            default -> refuse("There is no such thing in a stream.");
        };
    }

    private static Offers.Key reverse(Offers.Key key) {
        return new Offers.Key(key.receiver(), key.sender(), key.sid());
    }

    private Step open(Element payload, Offers.Key key, Act act) {
        forgetIdle(act.at());
        BareJid owner = act.sender();
        long own = streams.values().stream().filter(s -> s.owner.equals(owner)).count();
        // A stream has two directions, so each counts twice.
        if (own >= 2L * rules.get().streams() || streams.size() >= 2 * MAX_STREAMS) {
            return refuse("You are sending too many files in pieces at once. Wait until one is done.");
        }
        String size = payload.attribute("block-size", "");
        if (!size.matches("\\d{1,5}") || Integer.parseInt(size) == 0 || Integer.parseInt(size) > 65_535) {
            return refuse("A stream needs a size of its pieces, up to 65535.");
        }
        if (streams.containsKey(key)) {
            return refuse("There is such a stream already.");
        }
        streams.put(key, new Stream(owner, Integer.parseInt(size), act.at()));
        streams.put(reverse(key), new Stream(owner, Integer.parseInt(size), act.at()));
        return NOTHING;
    }

    private Step data(Element payload, Offers.Key key, Act act) {
        Stream stream = streams.get(key);
        if (stream == null) {
            return refuse("There is no such stream. Begin anew.");
        }
        if (stream.refused) {
            return refuse("The file is not passed on.");
        }
        // XEP-0047 §2.2: pieces come in order, from 0 on, and 0 follows 65535.
        if (!payload.attribute("seq", "").equals(Integer.toString(stream.next))) {
            return spoiled(stream, "A piece is missing. Begin anew.");
        }
        stream.next = (stream.next + 1) % 65_536;
        stream.used = act.at();
        byte[] piece = Base64Text.decode(payload.text());
        if (piece.length > stream.blockSize) {
            return spoiled(stream, "A piece is larger than was agreed upon.");
        }
        if (stream.bytes.size() + piece.length > rules.get().stream()
                || held + piece.length > rules.get().held()) {
            return spoiled(stream, "The file is too large to be sent in pieces. Use your client's upload instead.");
        }
        stream.bytes.writeBytes(piece);
        held += piece.length;
        long size = offers.of(key).size();
        boolean isShort = piece.length < stream.blockSize;
        if (isShort && ++stream.shorts > MAX_SHORT) {
            return spoiled(stream, "Too many pieces are shorter than was agreed upon.");
        }
        return isShort || size >= 0 && stream.bytes.size() >= size ? judge(key, stream) : NOTHING;
    }

    private Step close(Offers.Key key) {
        Stream mine = streams.get(key);
        Stream other = streams.get(reverse(key));
        remove(key);
        remove(reverse(key));
        if (mine == null) {
            return NOTHING;
        }
        if (mine.refused || other != null && other.refused) {
            // That it is over may be known.
            return NOTHING;
        }
        return mine.bytes.size() == 0 ? NOTHING : judge(key, mine);
    }

    private Step judge(Offers.Key key, Stream stream) {
        Offers.Offer offer = offers.of(key);
        return new Step.Judge(
                key, new Part("in-band-bytestream", offer.name(), offer.type(), stream.bytes.toByteArray()));
    }

    /// Nothing more of it passes.
    synchronized void refused(Offers.Key key) {
        Stream stream = streams.get(key);
        if (stream != null) {
            spoil(stream);
        }
    }

    private void spoil(Stream stream) {
        held -= stream.bytes.size();
        stream.bytes.reset();
        stream.refused = true;
    }

    private Step spoiled(Stream stream, String text) {
        spoil(stream);
        return refuse(text);
    }

    private void remove(Offers.Key key) {
        @Nullable Stream gone = streams.remove(key);
        if (gone != null) {
            held -= gone.bytes.size();
        }
    }

    private void forgetIdle(Instant now) {
        Instant before = now.minus(rules.get().idle());
        streams.values().removeIf(stream -> {
            boolean idle = stream.used.isBefore(before);
            held -= idle ? stream.bytes.size() : 0;
            return idle;
        });
    }

    synchronized long held() {
        return held;
    }

    private static Step refuse(String text) {
        return new Step.Refuse(Finding.of(Reason.PATH_CLOSED, text).with("path", "in-band-bytestream"));
    }
}
