// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import im.wardroom.server.stream.TlsSession;
import java.net.InetAddress;

/// The other end of the connection that a request came on.
///
/// @param tls how that connection is encrypted
public record Peer(InetAddress address, TlsSession tls) {}
