// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.xmpp.address.Jid;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who sends, and from where: the same object for all that comes from there, as far as that is convenient. What it is
/// does not change; the notes belong to the thread that judges what comes from there.
public final class Origin {

    public enum Kind {
        /// A device that is signed in to an account of this server.
        ACCOUNT,
        /// A program that serves a domain beside this server (XEP-0114).
        COMPONENT,
        /// Another server.
        FEDERATION
    }

    private static final Object[] NOTHING = {};

    private static final int MOMENT_MILLIS = 250;

    private final Jid jid;
    private final Kind kind;
    private final @Nullable InetAddress address;

    /// Detectors, each followed by what it noted.
    private Object[] notes = NOTHING;

    private record Talk(@Nullable Jid to, long at, Object judges) {}

    private @Nullable Talk talk;

    /// @param address of the connection; null where it is not known
    public Origin(Jid jid, Kind kind, @Nullable InetAddress address) {
        this.jid = jid;
        this.kind = kind;
        this.address = address;
    }

    public Jid jid() {
        return jid;
    }

    public Kind kind() {
        return kind;
    }

    /// Null where it is not known.
    public @Nullable InetAddress address() {
        return address;
    }

    /// All of them have let it pass.
    void passed(Act act, Object judges) {
        if (act.glance().isSmallTalk()) {
            talk = new Talk(act.stanza().to(), act.at().toEpochMilli(), judges);
        }
    }

    /// Whether it is small talk, and the same judges have let such talk to the same address pass a moment ago.
    boolean goesOn(Act act, Object judges) {
        Talk last = talk;
        if (last == null
                || last.judges != judges
                || !Objects.equals(last.to, act.stanza().to())) {
            return false;
        }
        long since = act.at().toEpochMilli() - last.at;
        return since >= 0 && since < MOMENT_MILLIS && act.glance().isSmallTalk();
    }

    /// What a detector keeps of this origin to find it again quickly; it may be gone the next time.
    ///
    /// @param detector whose note it is
    /// @param first makes the note where there is none
    @SuppressWarnings("unchecked")
    public <T> T note(Object detector, Supplier<T> first) {
        for (int i = 0; i < notes.length; i += 2) {
            if (notes[i] == detector) {
                return (T) notes[i + 1];
            }
        }
        T note = first.get();
        Object[] more = Arrays.copyOf(notes, notes.length + 2);
        more[notes.length] = detector;
        more[notes.length + 1] = note;
        notes = more;
        return note;
    }

    @Override
    public String toString() {
        return jid + " (" + kind + ')';
    }
}
