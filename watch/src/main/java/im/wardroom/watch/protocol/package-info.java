// SPDX-License-Identifier: Apache-2.0
/// Pure readers of protocols that services share: TLS, QUIC, DNS, HTTP, STUN, RTP. Bytes in, records out, no state.
@NullMarked
package im.wardroom.watch.protocol;

import org.jspecify.annotations.NullMarked;
