// SPDX-License-Identifier: Apache-2.0
/// Addresses of the web and of XMPP as texts (RFC 3986).
@NullMarked
package im.wardroom.xmpp.uri;

import org.jspecify.annotations.NullMarked;
