// SPDX-License-Identifier: Apache-2.0
/// XMPP Ping (XEP-0199).
@NullMarked
package im.wardroom.features.ping;

import org.jspecify.annotations.NullMarked;
