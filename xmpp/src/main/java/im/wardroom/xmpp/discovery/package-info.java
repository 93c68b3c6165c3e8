// SPDX-License-Identifier: Apache-2.0
/// What entities say of themselves (XEP-0030, XEP-0115).
@NullMarked
package im.wardroom.xmpp.discovery;

import org.jspecify.annotations.NullMarked;
