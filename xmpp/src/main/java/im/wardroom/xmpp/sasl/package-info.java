// SPDX-License-Identifier: Apache-2.0
/// SASL mechanisms, server side; no I/O.
@NullMarked
package im.wardroom.xmpp.sasl;

import org.jspecify.annotations.NullMarked;
