// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.xmpp.time;

import org.jspecify.annotations.NullMarked;
