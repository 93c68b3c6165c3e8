// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.Resource;
import java.time.Instant;

/// A stream that can be resumed (XEP-0198 §5), after a restart, too.
///
/// @param state what the device is like, in the words of its account; the store does not read it
/// @param since messages of the log before this number are of no interest to it
public record ResumableStream(StreamKey key, Resource resource, Instant started, long since, byte[] state) {}
