// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation.store;

import im.wardroom.store.Change;
import im.wardroom.store.ResumableStream;
import im.wardroom.store.ResumableStreams;
import im.wardroom.xmpp.address.BareJid;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A stream that can be resumed, and how far it is, at one moment.
record KeptStream(
        BareJid owner,
        ResumableStream stream,
        long handled,
        Set<Long> handledBeyond,
        long acknowledged,
        SortedMap<Long, Long> sent) {

    KeptStream(BareJid owner, ResumableStream stream) {
        this(owner, stream, 0, Set.of(), 0, new TreeMap<>());
    }

    ResumableStreams.Progress progress() {
        Set<Long> beyond = new HashSet<>(handledBeyond);
        beyond.removeIf(number -> number <= handled);
        return new ResumableStreams.Progress(
                stream, handled, beyond, acknowledged, new TreeMap<>(sent.tailMap(acknowledged + 1)));
    }

    KeptStream with(byte[] state) {
        ResumableStream changed =
                new ResumableStream(stream.key(), stream.resource(), stream.started(), stream.since(), state);
        return new KeptStream(owner, changed, handled, handledBeyond, acknowledged, sent);
    }

    KeptStream with(Change.Handled change) {
        Set<Long> numbers = new HashSet<>(handledBeyond);
        numbers.add(change.number());
        return new KeptStream(owner, stream, handled, numbers, acknowledged, sent);
    }

    KeptStream with(Change.Sent change) {
        SortedMap<Long, Long> more = new TreeMap<>(sent);
        more.put(change.number(), change.seq());
        return new KeptStream(owner, stream, handled, handledBeyond, acknowledged, more);
    }

    KeptStream with(Change.Confirm change) {
        Set<Long> beyond = new HashSet<>(handledBeyond);
        beyond.removeIf(number -> number <= change.handled());
        return new KeptStream(
                owner,
                stream,
                Math.max(handled, change.handled()),
                beyond,
                Math.max(acknowledged, change.acknowledged()),
                new TreeMap<>(sent.tailMap(change.acknowledged() + 1)));
    }
}
