// SPDX-License-Identifier: Apache-2.0
/// Pages of long results (XEP-0059).
@NullMarked
package im.wardroom.xmpp.paging;

import org.jspecify.annotations.NullMarked;
