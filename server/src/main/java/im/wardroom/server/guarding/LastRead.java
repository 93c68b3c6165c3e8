// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.artefact.Cargo;
import im.wardroom.xmpp.stanza.Stanza;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a stanza once for all who look at it one after the other on the same thread. Each thread has its own.
final class LastRead implements Function<Stanza, Cargo> {

    private record Read(Stanza stanza, Cargo cargo) {}

    private final Function<Stanza, Cargo> reader;
    private final ThreadLocal<@Nullable Read> last = new ThreadLocal<>();

    LastRead(Function<Stanza, Cargo> reader) {
        this.reader = reader;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public Cargo apply(Stanza stanza) {
        Read read = last.get();
        if (read != null && read.stanza() == stanza) {
            return read.cargo();
        }
        Cargo cargo = reader.apply(stanza);
        last.set(new Read(stanza, cargo));
        return cargo;
    }
}
