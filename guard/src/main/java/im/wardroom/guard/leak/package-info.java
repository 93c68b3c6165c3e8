// SPDX-License-Identifier: Apache-2.0
/// What must not leave: numbers of cards and accounts, keys, addresses, words and positions, and what becomes of a
/// stanza that holds them.
@NullMarked
package im.wardroom.guard.leak;

import org.jspecify.annotations.NullMarked;
