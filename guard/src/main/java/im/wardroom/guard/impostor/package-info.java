// SPDX-License-Identifier: Apache-2.0
/// Names that look like somebody else's: of new accounts, as nicknames, in rooms, and of those who send links for the
/// first time.
@NullMarked
package im.wardroom.guard.impostor;

import org.jspecify.annotations.NullMarked;
