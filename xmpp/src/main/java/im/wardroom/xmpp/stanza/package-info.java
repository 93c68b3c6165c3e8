// SPDX-License-Identifier: Apache-2.0
/// Stanzas and errors (RFC 6120 §8, §4.9).
@NullMarked
package im.wardroom.xmpp.stanza;

import org.jspecify.annotations.NullMarked;
