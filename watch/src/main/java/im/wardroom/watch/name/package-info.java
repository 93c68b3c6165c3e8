// SPDX-License-Identifier: Apache-2.0
/// Services told by names: those that TLS, QUIC, DNS and HTTP say, and addresses that were looked up by them. The
/// directory says whose a name is.
@NullMarked
package im.wardroom.watch.name;

import org.jspecify.annotations.NullMarked;
