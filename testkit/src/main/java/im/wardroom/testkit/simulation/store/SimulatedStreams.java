// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.store.ResumableStream;
import im.wardroom.store.ResumableStreams;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The streams that can be resumed: each read sees what is kept at that moment.
record SimulatedStreams(Supplier<Tables> tables) implements ResumableStreams {

    @Override
    public Optional<Progress> find(BareJid owner, StreamKey key) {
        return Optional.ofNullable(tables.get().stream(key))
                .filter(stream -> stream.owner().equals(owner))
                .map(KeptStream::progress);
    }

    @Override
    public List<ResumableStream> of(BareJid owner) {
        return tables.get().streamsOf(owner);
    }
}
