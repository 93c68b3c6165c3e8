// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// The streams that can be resumed. Every method may block.
public interface ResumableStreams {

    /// How far a stream was.
    ///
    /// @param handled all of the client's stanzas up to this number are done
    /// @param handledBeyond numbers above that are done, too
    /// @param acknowledged the client has all stanzas up to this number
    /// @param sent messages of the log by their number on the stream, above `acknowledged`
    record Progress(
            ResumableStream stream,
            long handled,
            Set<Long> handledBeyond,
            long acknowledged,
            SortedMap<Long, Long> sent) {}

    /// The stream, if it belongs to this account.
    Optional<Progress> find(BareJid owner, StreamKey key);

    /// The oldest first.
    List<ResumableStream> of(BareJid owner);
}
