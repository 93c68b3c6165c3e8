// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.MessageLog;
import im.wardroom.store.ResumableStreams;
import java.util.Map;

/// A stream as the store knows it, and how far its client says it is.
///
/// @param acknowledged the client has all stanzas up to this number
/// @param messages the logged messages that were sent on it and not known to be acknowledged, by their number in the
/// log
public record RestoredStream(
        ResumableStreams.Progress progress, long acknowledged, Map<Long, MessageLog.Entry> messages) {
    public RestoredStream {
        messages = Map.copyOf(messages);
    }

    public RestoredStream acknowledgedTo(long number) {
        return new RestoredStream(progress, number, messages);
    }

    /// All of the client's stanzas up to this number are done.
    public long handled() {
        long handled = progress.handled();
        while (progress.handledBeyond().contains(handled + 1)) {
            handled++;
        }
        return handled;
    }
}
