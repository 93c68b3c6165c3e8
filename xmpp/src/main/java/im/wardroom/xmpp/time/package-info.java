// SPDX-License-Identifier: Apache-2.0
/// Points in time (XEP-0082, XEP-0203).
@NullMarked
package im.wardroom.xmpp.time;

import org.jspecify.annotations.NullMarked;
