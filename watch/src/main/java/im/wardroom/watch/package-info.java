// SPDX-License-Identifier: Apache-2.0
/// Finds public messengers in what flows over the network, whatever port they use. Uses nothing else of Wardroom.
@NullMarked
package im.wardroom.watch;

import org.jspecify.annotations.NullMarked;
